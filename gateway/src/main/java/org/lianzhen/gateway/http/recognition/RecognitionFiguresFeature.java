package org.lianzhen.gateway.http.recognition;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.recognition.Catalogue;
import org.lianzhen.gateway.recognition.FigureSource;
import org.lianzhen.gateway.recognition.RecognitionFigures;
import org.lianzhen.gateway.recognition.RecognitionFigures.Share;
import org.lianzhen.gateway.version.DocumentBook;

/** What became of the prompts of a month, each figure with its numerator and its denominator. */
public final class RecognitionFiguresFeature implements Feature {
    /** Fewer than so many of another unit would tell of single patients. */
    private static final int FEWEST = 5;

    private final FigureSource source;
    private final DocumentBook<Catalogue> catalogue;
    private final Reach reach;

    /** @param reach whose figures somebody may see */
    public RecognitionFiguresFeature(FigureSource source, DocumentBook<Catalogue> catalogue, Reach reach) {
        this.source = source;
        this.catalogue = catalogue;
        this.reach = reach;
    }

    @Override
    public String contract() {
        return "figures.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/recognition/figures").handler(Guard.of(Operation.VIEW_RECOGNITION)).handler(this::tell);
    }

    private void tell(RoutingContext request) {
        Caller caller = Requests.caller(request);
        JsonObject parameters = new JsonObject();
        request.queryParams().forEach(one -> parameters.put(one.getKey(), one.getValue()));
        Texts asked = Texts.of(parameters);
        YearMonth month = month(asked);
        FigureSource.By by = asked.choice("by", FigureSource.By.TOTAL);
        Set<String> units = reach.units(caller, Operation.VIEW_RECOGNITION);
        String unit = asked.textOr("unit", "");
        Set<String> counted = unit.isEmpty() ? units : units.contains(unit) ? Set.of(unit) : Set.of();
        var question = new FigureSource.Asked(month, by, counted,
                catalogue.inForce().content().limits().cohortDays());
        AuditEvent event = AuditEvent.success(caller.actor(Operation.VIEW_RECOGNITION), AuditAction.FIGURE_VIEW, "")
                .with(Map.of("what", "recognition", "month", month.toString(), "by", by.name()));
        Predicate<String> own = key -> counted.equals(Set.of(caller.unit()))
                || (by == FigureSource.By.UNIT && key.equals(caller.unit()));
        Answers.when(request,
                Requests.audit(request).append(event).thenCompose(kept -> source.count(question)),
                rows -> Answers.json(request, json(rows, own).put("month", month.toString()).put("by", by.name())));
    }

    private static YearMonth month(Texts asked) {
        try {
            String text = asked.text("month");
            if (text.length() == 7) {
                return YearMonth.parse(text);
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw asked.wrong("month", "a month such as 2026-06");
    }

    private static JsonObject json(Map<String, RecognitionFigures> rows, Predicate<String> own) {
        var items = new JsonArray();
        rows.forEach((key, figures) -> items.add(own.test(key) || figures.counts().prompts() == 0
                || figures.counts().prompts() >= FEWEST ? json(figures).put("key", key).put("suppressed", false)
                        : new JsonObject().put("key", key).put("suppressed", true)));
        return new JsonObject().put("items", items);
    }

    private static JsonObject json(RecognitionFigures figures) {
        RecognitionFigures.Counts counts = figures.counts();
        var reasons = new JsonObject();
        figures.reasons().forEach((code, share) -> reasons.put(code, json(share)));
        return new JsonObject().put("prompts", counts.prompts()).put("soft", counts.soft())
                .put("orders", counts.orders()).put("cohort", json(figures.cohort()))
                .put("samePeriod", json(figures.samePeriod())).put("decided", json(figures.decided()))
                .put("feedback", json(figures.feedback())).put("viewBased", json(figures.viewBased()))
                .put("eligible", json(figures.eligible())).put("repeat", json(figures.repeat()))
                .put("reasons", reasons).put("savings", figures.savings().toPlainString());
    }

    private static JsonObject json(Share share) {
        BigDecimal percent = share.percent();
        return new JsonObject().put("numerator", share.numerator()).put("denominator", share.denominator())
                .put("percent", percent == null ? null : percent.toPlainString());
    }
}
