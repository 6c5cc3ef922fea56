package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.dicomweb.Resources;

/** The very bytes that are kept of an instance, of any of its versions, with the digest that was taken when they came. */
final class OriginalRoutes {
    static final String PATH = "/api/v1/archive/instances/:instance/original";

    private final Holdings holdings;
    private final InstanceBodies instances;
    private final Sender sender;
    private final Handouts handouts;

    OriginalRoutes(Holdings holdings, InstanceBodies instances, Sender sender, Handouts handouts) {
        this.holdings = holdings;
        this.instances = instances;
        this.sender = sender;
        this.handouts = handouts;
    }

    void answer(RoutingContext request) {
        String uid = String.valueOf(request.pathParam("instance"));
        int version = version(request.queryParam("version"));
        if (!Resources.isUid(uid)) {
            throw Scopes.absent();
        }
        Answers.when(request, holdings.objects().version(uid, version, holdings.units(request)), found -> {
            KeptObject object = found.orElseThrow(Scopes::absent);
            var scope = new Scope(object.study(), object.series(), uid);
            Map<String, String> details = new TreeMap<>(InstanceRoutes.details(scope, 1));
            details.put("version", Integer.toString(object.version()));
            Answers.when(request, handouts.export(Requests.caller(request), scope, details),
                    told -> send(request, object));
        });
    }

    private static int version(List<String> given) {
        if (given.isEmpty()) {
            return 0;
        }
        if (!given.getFirst().matches("[1-9][0-9]{0,5}")) {
            throw View.bad("version", "A version is a number from 1.");
        }
        return Integer.parseInt(given.getFirst());
    }

    /** The digest is of the data set alone, which is what was received: what stands before it in the file is ours. */
    private void send(RoutingContext request, KeptObject object) {
        Head head = Head.ok("application/dicom; transfer-syntax=" + object.transferSyntaxUid())
                .with("Lianzhen-Version", Integer.toString(object.version()))
                .with("Lianzhen-Data-Set-Offset", Integer.toString(object.bytes().dataSetOffset()));
        String sha256 = object.bytes().sha256();
        if (!sha256.isEmpty()) {
            head = head.with("Lianzhen-Data-Set-Digest", "sha-256=:"
                    + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)) + ":");
        }
        new SinglePart(sender).send(request, head, Tags.of(object, "original"), instances.asKept(object));
    }
}
