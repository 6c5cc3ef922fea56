package org.lianzhen.gateway.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Members without a database. */
public final class TestMembers implements MemberStore {
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
        var directory = new MemberDirectory(new TestMembers());
        directory.replace("test", document).toCompletableFuture().join();
        return directory;
    }

    @Override
    public CompletionStage<Optional<MemberVersion>> newest() {
        return CompletableFuture
                .completedStage(versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast()));
    }

    @Override
    public CompletionStage<MemberVersion> add(int base, String author, String document) {
        versions.add(new MemberVersion(base + 1, author, document));
        return CompletableFuture.completedStage(versions.getLast());
    }
}
