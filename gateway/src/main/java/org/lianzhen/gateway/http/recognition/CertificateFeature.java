package org.lianzhen.gateway.http.recognition;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Period;
import org.lianzhen.gateway.recognition.Catalogue;
import org.lianzhen.gateway.recognition.CertificateStore;
import org.lianzhen.gateway.recognition.CertificateStore.Kept;
import org.lianzhen.gateway.recognition.QcCertificate;
import org.lianzhen.gateway.recognition.RecognitionItem;
import org.lianzhen.gateway.recognition.Suspension;
import org.lianzhen.gateway.version.DocumentBook;

/** What quality officers say of units: who passed quality control, and whose results are not recognised for a time. */
public final class CertificateFeature implements Feature {
    private static final String CERTIFICATES = "/api/v1/recognition/certificates";
    private static final String SUSPENSIONS = "/api/v1/recognition/suspensions";
    private static final int LONGEST_TEXT = 500;
    private static final int TOLD = 500;

    private final CertificateStore store;
    private final DocumentBook<Catalogue> catalogue;
    private final MemberDirectory members;

    public CertificateFeature(CertificateStore store, DocumentBook<Catalogue> catalogue, MemberDirectory members) {
        this.store = store;
        this.catalogue = catalogue;
        this.members = members;
    }

    @Override
    public String contract() {
        return "certificates.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(CERTIFICATES).handler(Guard.of(Operation.VIEW_CATALOGUE))
                .handler(request -> Answers.when(request, store.certificates(TOLD),
                        all -> Answers.json(request, items(all, CertificateFeature::certificate))));
        router.post(CERTIFICATES).handler(Guard.of(Operation.CERTIFY_UNITS)).handler(Bodies.handler())
                .handler(this::certify);
        router.post(CERTIFICATES + "/:id/withdrawal").handler(Guard.of(Operation.CERTIFY_UNITS))
                .handler(Bodies.handler()).handler(this::withdraw);
        router.get(SUSPENSIONS).handler(Guard.of(Operation.VIEW_CATALOGUE))
                .handler(request -> Answers.when(request, store.suspensions(TOLD),
                        all -> Answers.json(request, items(all, CertificateFeature::suspension))));
        router.post(SUSPENSIONS).handler(Guard.of(Operation.CERTIFY_UNITS)).handler(Bodies.handler())
                .handler(this::suspend);
        router.post(SUSPENSIONS + "/:id/end").handler(Guard.of(Operation.CERTIFY_UNITS)).handler(this::resume);
    }

    private static <T> JsonObject items(List<Kept<T>> all, Function<T, JsonObject> form) {
        return new JsonObject().put("items", new JsonArray(all.stream()
                .map(one -> form.apply(one.said()).put("id", one.id().toString()).put("author", one.author())
                        .put("madeAt", one.at().toString()).put("endedBy", one.withdrawnBy()).put("why", one.why()))
                .toList()));
    }

    private static JsonObject certificate(QcCertificate said) {
        return new JsonObject().put("unit", said.unit()).put("item", said.subject().item())
                .put("category", said.subject().category().map(Enum::name).orElse(""))
                .put("body", said.body().name()).put("level", said.body().level().name())
                .put("provinceGroup", said.body().group()).put("round", said.round()).put("passed", said.passed())
                .put("from", text(said.valid().from())).put("to", text(said.valid().to()));
    }

    private static JsonObject suspension(Suspension said) {
        return new JsonObject().put("unit", said.unit()).put("item", said.item())
                .put("from", text(said.period().from())).put("to", text(said.period().to()));
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static AuditEvent.Actor by(RoutingContext request) {
        return Requests.caller(request).actor(Operation.CERTIFY_UNITS);
    }

    private void certify(RoutingContext request) {
        Texts body = Texts.of(Bodies.json(request));
        String item = body.textOr("item", "");
        String category = body.textOr("category", "");
        if (item.isEmpty() == category.isEmpty()) {
            throw body.wrong("item", "there, or \"category\", and not both");
        }
        body.text("level");
        QcCertificate.Level level = body.choice("level", QcCertificate.Level.UNIT);
        String group = body.textOr("provinceGroup", "");
        if ((level == QcCertificate.Level.CROSS_PROVINCE) == group.isEmpty()) {
            throw body.wrong("provinceGroup", "there for CROSS_PROVINCE, and for nothing else");
        }
        if (!body.has("passed")) {
            throw body.wrong("passed", "true or false");
        }
        Optional<RecognitionItem.Category> kind = category.isEmpty() ? Optional.empty()
                : Optional.of(body.choice("category", RecognitionItem.Category.RADIOLOGY));
        var certificate = new QcCertificate(unit(body), new QcCertificate.Subject(known(body, item), kind),
                new QcCertificate.Body(body.text("body"), level, group), body.text("round"),
                body.yes("passed", false), period(body));
        Answers.when(request, store.certify(certificate, by(request)), id -> made(request, id));
    }

    private static void made(RoutingContext request, UUID id) {
        Answers.json(request, 201, new JsonObject().put("id", id.toString()));
    }

    private String unit(Texts body) {
        String unit = body.text("unit");
        if (members.members().unit(unit).isEmpty()) {
            throw body.wrong("unit", "a unit that is known here");
        }
        return unit;
    }

    private String known(Texts body, String item) {
        if (!item.isEmpty() && catalogue.inForce().content().item(item).isEmpty()) {
            throw body.wrong("item", "an item of the catalogue");
        }
        return item;
    }

    private static Period period(Texts body) {
        var period = new Period(day(body, "from"), day(body, "to"));
        if (period.isEmpty()) {
            throw body.wrong("to", "no day before \"from\"");
        }
        return period;
    }

    private static @Nullable LocalDate day(Texts body, String name) {
        try {
            return body.has(name) ? LocalDate.parse(body.text(name)) : null;
        } catch (DateTimeParseException e) {
            throw body.wrong(name, "a day such as 2026-01-31");
        }
    }

    private void withdraw(RoutingContext request) {
        UUID id = Requests.id(request, CertificateFeature::unknown);
        String why = Bodies.text(Bodies.json(request), "why", LONGEST_TEXT);
        Answers.when(request, store.withdraw(id, why, by(request)), done -> ended(request, done));
    }

    private void suspend(RoutingContext request) {
        JsonObject json = Bodies.json(request);
        Texts body = Texts.of(json);
        Period period = period(body);
        if (period.from() == null) {
            throw body.wrong("from", "a day such as 2026-01-31");
        }
        var suspension = new Suspension(unit(body), known(body, body.textOr("item", "")), period);
        Answers.when(request, store.suspend(suspension, Bodies.text(json, "why", LONGEST_TEXT), by(request)),
                id -> made(request, id));
    }

    private void resume(RoutingContext request) {
        UUID id = Requests.id(request, CertificateFeature::unknown);
        Answers.when(request, store.resume(id, by(request)), done -> ended(request, done));
    }

    private static void ended(RoutingContext request, boolean done) {
        if (!done) {
            throw unknown();
        }
        Answers.empty(request);
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("nothing-in-force",
                "There is none, or it has ended already."));
    }
}
