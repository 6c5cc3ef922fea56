package org.lianzhen.gateway.recognition;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.Unit;
import org.lianzhen.gateway.recognition.PriorResults.Found;
import org.lianzhen.gateway.recognition.PriorResults.Prior;
import org.lianzhen.gateway.version.DocumentBook;

/** Answers whoever orders, and keeps what they decide. No order waits longer than the catalogue allows. */
public final class RecognitionDesk {
    private final Base base;

    /**
     * On what it stands.
     *
     * @param clock of the moment of ordering
     */
    public record Base(DocumentBook<Catalogue> catalogue, PriorResults results, RecognitionLedger ledger,
            MemberDirectory members, InstantSource clock) {}

    public RecognitionDesk(Base base) {
        this.base = base;
    }

    /**
     * What the results that are there mean for an order, in the time that an order may wait.
     *
     * @return empty when nobody could say in time, or at all: then the order goes on
     */
    public CompletionStage<Optional<Prompt>> ask(Question question, AuditEvent.Actor by) {
        Duration limit = base.catalogue().inForce().content().limits().answer();
        return check(question, by).toCompletableFuture().thenApply(Optional::of)
                .exceptionally(fault -> Optional.empty())
                .completeOnTimeout(Optional.empty(), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The same however long it takes; keeps the answer. */
    public CompletionStage<Prompt> check(Question question, AuditEvent.Actor by) {
        DocumentBook.InForce<Catalogue> now = base.catalogue().inForce();
        Instant at = base.clock().instant();
        return base.results().find(question).thenCompose(found -> {
            Set<String> units = new HashSet<>();
            found.results().forEach(result -> units.add(result.unit()));
            return units.isEmpty()
                    ? raise(new Checking(question, now, at), found, new Credentials(List.of(), List.of()), by)
                    : base.results().credentials(units)
                            .thenCompose(known -> raise(new Checking(question, now, at), found, known, by));
        });
    }

    /** A question, what it is judged by, and when it is asked. */
    private record Checking(Question question, DocumentBook.InForce<Catalogue> catalogue, Instant at) {
        /** The item that is meant; what the unit calls it when nobody knows. */
        String item(Found found) {
            ItemMapping.Described examination = question.examination();
            String confirmed = found.confirmed();
            return new ItemMapping(catalogue.content())
                    .item(examination, confirmed == null ? Map.of() : Map.of(ItemMapping.key(examination), confirmed))
                    .orElse(examination.code().isEmpty() ? examination.name() : examination.code());
        }
    }

    private CompletionStage<Prompt> raise(Checking checking, Found found, Credentials credentials,
            AuditEvent.Actor by) {
        Question question = checking.question();
        String item = checking.item(found);
        LocalDate today = LocalDate.ofInstant(checking.at(), MemberDirectory.ZONE);
        var order = new OrderIntent("", Place.of(base.members().members(), question.unit(), today), item,
                question.laterality(), question.flags(), checking.at());
        List<ExamResult> results = told(checking, found, credentials);
        var engine = new RecognitionEngine(checking.catalogue().content());
        Judgement judgement = engine.judge(order, results);
        List<UUID> eligible = results.stream()
                .filter(one -> engine.judge(order, List.of(one)).outcome() != OutcomeClass.NOT_ELIGIBLE)
                .map(one -> UUID.fromString(one.id())).distinct().toList();
        String source = results.stream().filter(one -> one.id().equals(judgement.result())).findFirst()
                .map(one -> one.unit().unit()).orElse(null);
        return base.ledger().raise(new RecognitionLedger.Raised(question, found.patient(), item, judgement, source,
                new Prompt.Matches(results.stream().map(one -> UUID.fromString(one.id())).distinct().toList(),
                        eligible),
                checking.catalogue().version().number()), by);
    }

    /** Results as the rules see them, each item of one by itself, without what the ordering unit may not learn of. */
    private List<ExamResult> told(Checking checking, Found found, Credentials credentials) {
        Members members = base.members().members();
        Catalogue catalogue = checking.catalogue().content();
        LocalDate today = LocalDate.ofInstant(checking.at(), MemberDirectory.ZONE);
        List<ExamResult> results = new ArrayList<>();
        for (Prior prior : found.results()) {
            LocalDate performed = LocalDate.ofInstant(prior.performedAt(), MemberDirectory.ZONE);
            Place unit = Place.of(members, prior.unit(), performed);
            boolean own = prior.unit().equals(checking.question().unit());
            boolean suspended = members.unit(prior.unit()).filter(one -> one.status() == Unit.Status.SUSPENDED)
                    .isPresent();
            if (!own && prior.items().stream().anyMatch(code -> catalogue.item(code)
                    .filter(RecognitionItem::sensitive).isPresent())) {
                continue;
            }
            for (String code : prior.items()) {
                ExamResult.Vouching vouching = catalogue.item(code)
                        .map(item -> credentials.of(new Credentials.Examination(unit, item, performed, suspended),
                                today,
                                false))
                        .orElseGet(() -> new ExamResult.Vouching(ExamResult.Quality.UNKNOWN, List.of(), false,
                                suspended));
                results.add(new ExamResult(prior.id().toString(), "", prior.verified(), unit, code,
                        prior.laterality(), prior.performedAt(), prior.standing(), vouching));
            }
        }
        return results;
    }

    /** How deciding ended. */
    public sealed interface Decided {
        /** It reached the ledger. */
        record Kept(RecognitionLedger.Outcome outcome) implements Decided {}

        /** It does not say what it must. */
        record Faulty(DecisionRules.Fault fault) implements Decided {}
    }

    /**
     * Keeps a decision.
     *
     * @param key by which a program sends it again, or empty
     */
    public CompletionStage<Decided> decide(Prompt prompt, Decision decision, String key, AuditEvent.Actor by) {
        DocumentBook.InForce<Catalogue> now = base.catalogue().inForce();
        Catalogue catalogue = now.content();
        Decision said = decision.reason() == null && decision.kind() == Decision.Kind.DECLINED
                && prompt.judgement().presetReason() != null
                        ? new Decision(decision.kind(), decision.result(), prompt.judgement().presetReason(),
                                decision.text(), decision.explained())
                        : decision;
        Optional<DecisionRules.Fault> fault = DecisionRules.fault(said, prompt.judgement().prompt(), catalogue);
        if (fault.isPresent()) {
            return CompletableFuture.completedStage(new Decided.Faulty(fault.get()));
        }
        String reason = said.kind() == Decision.Kind.ADOPTED ? null : said.reason();
        String counted = reason == null ? null
                : catalogue.reason(reason).map(DeclineReason::counted).orElse(reason);
        BigDecimal price = catalogue.item(prompt.asked().item()).map(RecognitionItem::price).orElse(BigDecimal.ZERO);
        return base.ledger()
                .decide(new RecognitionLedger.Deciding(prompt.id(), said, key, counted, price, now.version().number(),
                        by))
                .thenApply(Decided.Kept::new);
    }

    /** Takes the last decision back, as long as that is allowed. */
    public CompletionStage<RecognitionLedger.Outcome> revoke(UUID prompt, String why, AuditEvent.Actor by) {
        Duration within = Objects.requireNonNull(base.catalogue().inForce().content().limits().revoke());
        return base.ledger().revoke(new RecognitionLedger.Revoking(prompt, why, within, by));
    }
}
