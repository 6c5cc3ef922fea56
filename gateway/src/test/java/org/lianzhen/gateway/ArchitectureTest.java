package org.lianzhen.gateway;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.lianzhen.dicom.rules.ImportTable;
import org.lianzhen.dicom.rules.ModuleContract;
import org.lianzhen.dicom.rules.SizeGuide;

class ArchitectureTest extends ModuleContract {
    private static final String[] FEATURES = {
            "audit", "backup", "calendar", "version", "member", "patient", "access", "notify", "archive", "intake",
            "query",
            "route",
            "delivery", "link", "order", "reading", "recognition", "referral", "consultation" };

    private static final ImportTable IMPORTS = new ImportTable()
            .row("gateway.audit")
            .row("gateway.backup", gateway())
            .row("gateway.calendar", gateway())
            .row("gateway.version", gateway())
            .row("gateway.member", gateway())
            .row("gateway.patient", gateway("member"))
            .row("gateway.access", gateway("member"))
            .row("gateway.notify", gateway("member", "access", "calendar"))
            .row("gateway.archive", and("dicom", gateway("member", "patient")))
            .row("gateway.intake", and("dicom", gateway("archive", "member", "patient")))
            .row("gateway.query", and("dicom", gateway("archive", "order", "access")))
            .row("gateway.route", gateway("member"))
            .row("gateway.delivery", and("dicom", gateway("route", "archive", "member")))
            .row("gateway.link", and("dicom", gateway("member")))
            .row("gateway.order", gateway("member", "patient", "archive"))
            .row("gateway.reading", and("dicom",
                    gateway("order", "archive", "patient", "access", "notify", "calendar", "delivery", "member")))
            .row("gateway.recognition", gateway("reading", "order", "patient", "access", "archive", "notify", "member",
                    "version"))
            .row("gateway.referral",
                    gateway("recognition", "archive", "patient", "access", "notify", "calendar", "delivery"))
            .row("gateway.consultation", and("consult",
                    gateway("reading", "referral", "archive", "patient", "access", "notify", "calendar")))
            .row("gateway.board", gateway(FEATURES))
            .row("gateway.postgres", and("dicom", gateway(FEATURES)))
            .row("gateway.redis", gateway(FEATURES))
            .row("gateway.s3", gateway(FEATURES))
            .row("gateway.mail", gateway(FEATURES))
            .row("gateway.pdf", gateway(FEATURES))
            .row("gateway.hl7", and("dicom", gateway(FEATURES)))
            .row("gateway.http", Stream.concat(Stream.of("dicom", "gateway.board"), Stream.of(gateway(FEATURES)))
                    .toArray(String[]::new))
            .row("gateway.config", gateway())
            .row("gateway.observe", gateway())
            .row("gateway.app", "gateway", "dicom", "consult");

    ArchitectureTest() {
        super("org.lianzhen.gateway", IMPORTS, SizeGuide.of(Path.of("")));
    }

    /** The named packages of the gateway, and audit, which every one of them may import. */
    private static String[] gateway(String... names) {
        return Stream.concat(Stream.of("audit"), Stream.of(names)).map(name -> "gateway." + name).distinct()
                .toArray(String[]::new);
    }

    private static String[] and(String first, String... others) {
        return Stream.concat(Stream.of(first), Stream.of(others)).toArray(String[]::new);
    }
}
