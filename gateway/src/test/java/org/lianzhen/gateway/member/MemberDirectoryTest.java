package org.lianzhen.gateway.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class MemberDirectoryTest {
    private static final String FIRST = """
            units: [{code: TS1, name: x, kind: OTHER}]
            nodes: [{aeTitle: CT, unit: TS1, addresses: [10.0.0.1]}, {aeTitle: ANYWHERE, unit: TS1}]
            """;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestMembers store = new TestMembers();
    private final MemberDirectory directory = new MemberDirectory(store, TestMembers::isCharset);

    @Test
    void knowsNobodyAtFirst() {
        done(directory.load());
        assertThat(directory.caller("CT", at("10.0.0.1"))).isEmpty();
    }

    @Test
    void knowsACallerByTitleAndAddress() {
        done(directory.replace("admin", FIRST));
        assertThat(directory.caller("CT", at("10.0.0.1"))).hasValueSatisfying(
                node -> assertThat(node.unit()).isEqualTo("TS1"));
        assertThat(directory.caller("CT", at("10.0.0.2"))).isEmpty();
        assertThat(directory.caller("MR", at("10.0.0.1"))).isEmpty();
        assertThat(directory.caller("ANYWHERE", at("10.9.9.9"))).isPresent();
    }

    @Test
    void keepsAVersionForEveryChangeAndNoneForTheSame() {
        done(directory.replace("admin", FIRST));
        done(directory.replace("admin", FIRST));
        done(directory.replace("other", "units: []"));
        assertThat(store.versions).containsExactly(new MemberVersion(1, "admin", TestMembers.MADE_AT, FIRST),
                new MemberVersion(2, "other", TestMembers.MADE_AT, "units: []"));
        assertThat(directory.version()).isEqualTo(store.versions.getLast());
        assertThat(directory.members().nodeCount()).isZero();
    }

    @Test
    void takesAFileAgainOnlyWhenItHasChanged() {
        done(directory.offer("members.yaml", FIRST));
        done(directory.replace("admin", "units: []"));
        var next = new MemberDirectory(store, TestMembers::isCharset);
        done(next.offer("members.yaml", FIRST));
        assertThat(next.version().author()).as("what was edited stays").isEqualTo("admin");
        done(next.offer("members.yaml", FIRST + "# changed"));
        assertThat(next.version().author()).isEqualTo("members.yaml");
        assertThat(next.members().nodeCount()).isEqualTo(2);
        assertThat(store.versions).hasSize(3);
    }

    @Test
    void keepsNothingThatCannotBeRead() {
        done(directory.replace("admin", FIRST));
        assertThat(directory.replace("admin", "units: 5")).failsWithin(LIMIT);
        assertThat(store.versions).hasSize(1);
        assertThat(directory.members().nodeCount()).isEqualTo(2);
    }

    @Test
    void loadsWhatWasKept() {
        store.add(0, "admin", FIRST);
        done(directory.load());
        assertThat(directory.members().nodeCount()).isEqualTo(2);
    }

    @Test
    void hearsOfWhatAnotherProcessHasKept() {
        done(directory.replace("admin", FIRST));
        var other = new MemberDirectory(store, TestMembers::isCharset);
        done(other.refresh());
        assertThat(other.members().nodeCount()).isEqualTo(2);
        done(directory.replace("admin", "units: []"));
        assertThat(other.members().nodeCount()).as("before it asks").isEqualTo(2);
        done(other.refresh());
        assertThat(other.version().number()).isEqualTo(2);
        assertThat(other.members().nodeCount()).isZero();
    }

    @Test
    void readsNoDocumentAnewWhenNothingHasChanged() {
        done(directory.replace("admin", FIRST));
        var inForce = directory.members();
        done(directory.refresh());
        assertThat(directory.members()).isSameAs(inForce);
    }

    /** The other comes first once, in the moment between looking and keeping. */
    private static final class Overtaken extends TestMembers {
        private final String others;
        private boolean done;

        private Overtaken(String others) {
            this.others = others;
        }

        @Override
        public CompletionStage<Optional<MemberVersion>> add(int base, String author, String document) {
            if (!done) {
                done = true;
                super.add(base, author, others);
            }
            return super.add(base, author, document);
        }
    }

    @Test
    void offersTheSameFileAsAnotherProcessAtTheSameTime() {
        var shared = new Overtaken(FIRST);
        var late = new MemberDirectory(shared, TestMembers::isCharset);
        done(late.offer("members.yaml", FIRST));
        assertThat(late.members().nodeCount()).isEqualTo(2);
        assertThat(shared.versions).as("one is enough").hasSize(1);
    }

    @Test
    void offersItsFileAfterWhatAnotherProcessHasKeptMeanwhile() {
        var shared = new Overtaken("units: []");
        var late = new MemberDirectory(shared, TestMembers::isCharset);
        done(late.offer("members.yaml", FIRST));
        assertThat(late.version().number()).isEqualTo(2);
        assertThat(late.members().nodeCount()).isEqualTo(2);
    }

    @Test
    void takesNoNewVersionWithACharacterSetThatThereIsNot() {
        String wrong = FIRST.replace("{aeTitle: CT,", "{aeTitle: CT, assumedCharset: GB1830,");
        assertThat(directory.replace("admin", wrong)).failsWithin(LIMIT).withThrowableOfType(ExecutionException.class)
                .withMessageContaining("nodes[1]: assumedCharset").withMessageContaining("GB1830");
        assertThat(store.versions).isEmpty();
        store.add(0, "admin", wrong);
        done(directory.load());
        assertThat(directory.members().nodeCount()).as("what is kept already stands").isEqualTo(2);
        done(directory.replace("admin", wrong.replace("GB1830", "GB18030")));
        assertThat(store.versions).hasSize(2);
    }

    @Test
    void readsNewDocumentsOnThreadsThatMayWait() {
        List<Boolean> threads = new CopyOnWriteArrayList<>();
        var watched = new MemberDirectory(store, term -> threads.add(Thread.currentThread().isVirtual()));
        done(watched.replace("admin", FIRST.replace("{aeTitle: CT,", "{aeTitle: CT, assumedCharset: GBK,")));
        assertThat(threads).containsExactly(true);
    }

    @Test
    void knowsWhatTheVersionInForceSays() {
        done(directory.replace("admin", FIRST));
        done(directory.replace("admin", "units: []"));
        assertThat(directory.read(directory.version())).isCompletedWithValue(directory.members());
        assertThat(directory.read(store.versions.getFirst())).succeedsWithin(LIMIT)
                .satisfies(old -> assertThat(old.nodeCount()).isEqualTo(2));
        assertThat(directory.inForce()).isEqualTo(
                new MemberDirectory.InForce(store.versions.getLast(), directory.members()));
    }

    private static InetSocketAddress at(String address) {
        return new InetSocketAddress(address, 104);
    }

    private static void done(CompletionStage<Void> stage) {
        assertThat(stage).succeedsWithin(LIMIT);
    }
}
