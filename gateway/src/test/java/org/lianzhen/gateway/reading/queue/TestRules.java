package org.lianzhen.gateway.reading.queue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/** Reading rules as they come with the gateway, for tests that change none. */
public final class TestRules implements ReadingRulesStore {
    private TestRules() {}

    public static ReadingRuleBook standard() {
        return new ReadingRuleBook(new TestRules());
    }

    @Override
    public CompletionStage<List<ReadingRulesVersion>> versions(int limit) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<Optional<ReadingRulesVersion>> add(int base, String author, String document,
            AuditEvent event) {
        return CompletableFuture.completedStage(Optional.empty());
    }
}
