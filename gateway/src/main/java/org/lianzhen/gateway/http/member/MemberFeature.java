package org.lianzhen.gateway.http.member;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.member.MemberDirectory;

/** Routes below {@code /api/v1/members}. */
public final class MemberFeature implements Feature {
    private static final String ROOT = "/api/v1/members";
    private static final int LARGEST_DOCUMENT = 4 * 1024 * 1024;

    private final Reading reading;
    private final Changing changing;

    /** @param audit is told of every change before it happens */
    public MemberFeature(MemberDirectory members, AuditLog audit) {
        this.reading = new Reading(members);
        this.changing = new Changing(members, audit);
    }

    /** Whoever changes something must be allowed to see it; what exactly may be changed is decided by what is. */
    @Override
    public void mount(Router router) {
        Handler<RoutingContext> guard = Guard.of(Operation.VIEW_MEMBERS);
        router.get(ROOT).handler(guard).handler(reading::document);
        router.put(ROOT).handler(guard).handler(Bodies.handler(LARGEST_DOCUMENT)).handler(changing::replace);
        router.get(ROOT + "/versions").handler(guard).handler(reading::versions);
        router.get(ROOT + "/versions/:number").handler(guard).handler(reading::version);
        router.get(ROOT + "/versions/:number/changes").handler(guard).handler(reading::changes);
        router.post(ROOT + "/versions/:number/restore").handler(guard).handler(changing::restore);
        router.get(ROOT + "/:section").handler(guard).handler(reading::section);
        router.get(ROOT + "/:section/:identifier").handler(guard).handler(reading::item);
        router.put(ROOT + "/:section/:identifier").handler(guard).handler(Bodies.handler()).handler(changing::put);
        router.delete(ROOT + "/:section/:identifier").handler(guard).handler(changing::remove);
    }
}
