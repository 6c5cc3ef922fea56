package org.lianzhen.gateway.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Members without a database. */
public class TestMembers implements MemberStore {
    static final Instant MADE_AT = Instant.parse("2026-06-30T00:00:00Z");

    final List<MemberVersion> versions = new ArrayList<>();

    /** One unit, TS1, with a node of each title. */
    public static MemberDirectory with(String... aeTitles) {
        var document = new StringBuilder("units: [{code: TS1, name: 卫生院, kind: TOWNSHIP_HEALTH_CENTRE}]\nnodes:\n");
        for (String title : aeTitles) {
            document.append("  - {aeTitle: ").append(title).append(", unit: TS1}\n");
        }
        return of(document.toString());
    }

    /** Those of a document. */
    public static MemberDirectory of(String document) {
        var directory = new MemberDirectory(new TestMembers(), TestMembers::isCharset);
        directory.replace("test", document).toCompletableFuture().join();
        return directory;
    }

    /** Knows a few. */
    public static boolean isCharset(String term) {
        return Set.of("GB18030", "GBK", "ISO_IR 192").contains(term);
    }

    @Override
    public CompletionStage<Optional<MemberVersion>> newest() {
        return CompletableFuture
                .completedStage(versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast()));
    }

    @Override
    public CompletionStage<Integer> newestNumber() {
        return CompletableFuture.completedStage(versions.size());
    }

    @Override
    public CompletionStage<Optional<MemberVersion>> newestOf(String author) {
        return CompletableFuture.completedStage(versions.reversed().stream()
                .filter(version -> version.author().equals(author)).findFirst());
    }

    @Override
    public CompletionStage<Optional<MemberVersion>> version(int number) {
        return CompletableFuture
                .completedStage(versions.stream().filter(version -> version.number() == number).findFirst());
    }

    @Override
    public CompletionStage<List<MemberVersion>> versions(int before, int limit) {
        return CompletableFuture.completedStage(versions.reversed().stream()
                .filter(version -> version.number() < before).limit(limit).toList());
    }

    @Override
    public CompletionStage<Optional<MemberVersion>> add(int base, String author, String document) {
        if (base != versions.size()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        versions.add(new MemberVersion(base + 1, author, MADE_AT, document));
        return CompletableFuture.completedStage(Optional.of(versions.getLast()));
    }
}
