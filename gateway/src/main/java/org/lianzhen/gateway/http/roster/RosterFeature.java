package org.lianzhen.gateway.http.roster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.VersionTag;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.Roster;
import org.lianzhen.gateway.notify.RosterStore;
import org.lianzhen.gateway.notify.RosterVersion;
import org.lianzhen.gateway.notify.Shift;

/** Routes below {@code /api/v1/rosters}. Who may see rosters sees those of all units, because units call one another. */
public final class RosterFeature implements Feature {
    private static final String ROOT = "/api/v1/rosters";
    private static final String ONE = ROOT + "/:unit/:duty";
    private static final int LARGEST = 1024 * 1024;
    private static final int VERSIONS_TOLD = 100;

    private final RosterStore rosters;
    private final MemberDirectory members;
    private final InstantSource clock;

    public RosterFeature(RosterStore rosters, MemberDirectory members, InstantSource clock) {
        this.rosters = rosters;
        this.members = members;
        this.clock = clock;
    }

    @Override
    public void mount(Router router) {
        router.get(ROOT).handler(Guard.of(Operation.VIEW_ROSTERS))
                .handler(request -> Answers.when(request, rosters.inForce(), all -> items(request, all)));
        router.get(ONE).handler(Guard.of(Operation.VIEW_ROSTERS))
                .handler(request -> Answers.when(request, rosters.newest(unit(request), duty(request)),
                        version -> tell(request, version)));
        router.get(ONE + "/versions").handler(Guard.of(Operation.VIEW_ROSTERS))
                .handler(request -> Answers.when(request,
                        rosters.versions(unit(request), duty(request), VERSIONS_TOLD), all -> items(request, all)));
        router.put(ONE).handler(Guard.of(Operation.VIEW_ROSTERS)).handler(this::allowed)
                .handler(Bodies.handler(LARGEST)).handler(this::replace);
    }

    private void items(RoutingContext request, List<RosterVersion> all) {
        Answers.json(request, new JsonObject().put("items",
                new JsonArray(all.stream().map(one -> RosterJson.of(one, clock.instant())).toList())));
    }

    private void tell(RoutingContext request, RosterVersion version) {
        VersionTag.put(request, version.number());
        Answers.json(request, RosterJson.of(version, clock.instant()));
    }

    /** Technical rosters are the administrators'; all others are those of the unit itself. */
    private void allowed(RoutingContext request) {
        Operation needed = needed(duty(request));
        Guard.require(request, needed, () -> {
            if (needed == Operation.EDIT_ROSTERS && !unit(request).equals(Requests.caller(request).unit())) {
                Answers.audited(request, AuditEvent.refused(Requests.caller(request).actor(needed),
                        AuditAction.ROSTER_CHANGE, object(request)), () -> {
                            throw new ProblemException(Problem.forbidden("roster-of-other-unit",
                                    "The rosters of a unit are kept by that unit."));
                        });
            } else {
                request.next();
            }
        });
    }

    private static Operation needed(Duty duty) {
        return duty.isTechnical() ? Operation.EDIT_SYSTEM_ROSTERS : Operation.EDIT_ROSTERS;
    }

    private static String object(RoutingContext request) {
        return "rosters/" + unit(request) + "/" + duty(request);
    }

    private void replace(RoutingContext request) {
        Caller caller = Requests.caller(request);
        int base = VersionTag.wanted(request);
        String unit = unit(request);
        if (members.members().unit(unit).isEmpty()) {
            throw new ProblemException(Problem.notFound("no-such-unit", "There is no unit with this code."));
        }
        List<Shift> shifts = RosterJson.shifts(Bodies.json(request));
        AuditEvent event = AuditEvent.success(caller.actor(needed(duty(request))), AuditAction.ROSTER_CHANGE,
                object(request)).with(Map.of("version", String.valueOf(base + 1)));
        Answers.when(request, rosters.add(base, caller.account(), new Roster(unit, duty(request), shifts), event),
                added -> tell(request, added.orElseThrow(() -> new ProblemException(
                        Problem.stale("Somebody else has changed the roster: get it, and change that.")))));
    }

    private static String unit(RoutingContext request) {
        return Objects.requireNonNull(request.pathParam("unit"));
    }

    private static Duty duty(RoutingContext request) {
        String name = String.valueOf(request.pathParam("duty")).toUpperCase(Locale.ROOT);
        return Stream.of(Duty.values()).filter(duty -> duty.name().equals(name)).findFirst()
                .orElseThrow(() -> new ProblemException(Problem.notFound("no-such-duty",
                        "Duties are " + List.of(Duty.values()) + ".")));
    }
}
