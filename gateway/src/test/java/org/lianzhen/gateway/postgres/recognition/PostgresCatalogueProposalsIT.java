package org.lianzhen.gateway.postgres.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.recognition.CatalogueProposals.Draft;
import org.lianzhen.gateway.recognition.CatalogueProposals.Outcome;
import org.lianzhen.gateway.recognition.CatalogueProposals.Proposal;
import org.lianzhen.gateway.recognition.CatalogueProposals.Settlement;
import org.lianzhen.gateway.recognition.CatalogueProposals.State;

/** Two people for every change, whatever happens at once. */
class PostgresCatalogueProposalsIT {
    private static final AuditEvent.Actor FIRST = officer("qc1");
    private static final AuditEvent.Actor SECOND = officer("qc2");

    private TestPostgres database;
    private PostgresCatalogueProposals proposals;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        proposals = new PostgresCatalogueProposals(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static AuditEvent.Actor officer(String name) {
        return new AuditEvent.Actor(name, "QC_OFFICER", "CH1", "");
    }

    private UUID proposed(int base, String document) {
        return Await.result(proposals.propose(new Draft(base, document, "为什么", FIRST)));
    }

    private Outcome settle(UUID id, boolean approved, AuditEvent.Actor by) {
        return Await.result(proposals.settle(new Settlement(id, approved, "注", by)));
    }

    private List<List<Object>> versions() {
        return database.rows("select number, author, document from recognition_catalogue_version order by number");
    }

    @Test
    void whatIsProposedWaits() {
        UUID id = proposed(0, "一");
        Proposal kept = Await.result(proposals.newest(10)).getFirst();
        assertThat(kept.id()).isEqualTo(id);
        assertThat(kept.state()).isEqualTo(State.WAITING);
        assertThat(kept.why()).isEqualTo("为什么");
        assertThat(kept.decision()).isNull();
        assertThat(versions()).isEmpty();
    }

    @Test
    void anApprovalIsAVersionOfItsAuthor() {
        UUID id = proposed(0, "一");
        assertThat(settle(id, true, FIRST)).isEqualTo(Outcome.OWN);
        assertThat(settle(id, true, SECOND)).isEqualTo(Outcome.DONE);
        assertThat(settle(id, false, SECOND)).isEqualTo(Outcome.SETTLED);
        assertThat(settle(UUID.randomUUID(), true, SECOND)).isEqualTo(Outcome.UNKNOWN);
        assertThat(versions()).containsExactly(List.of(1, "qc1", "一"));
        Proposal kept = Await.result(proposals.newest(10)).getFirst();
        assertThat(kept.state()).isEqualTo(State.APPROVED);
        assertThat(Objects.requireNonNull(kept.decision()).by()).isEqualTo("qc2");
        assertThat(kept.decision().version()).isEqualTo(1);
    }

    @Test
    void aRefusalIsNoVersion() {
        UUID id = proposed(0, "一");
        assertThat(settle(id, false, FIRST)).as("nor does its author refuse it").isEqualTo(Outcome.OWN);
        assertThat(settle(id, false, SECOND)).isEqualTo(Outcome.DONE);
        assertThat(versions()).isEmpty();
        assertThat(Objects.requireNonNull(Await.result(proposals.newest(1)).getFirst().decision()).version()).isNull();
    }

    @Test
    void whatIsStaleGoesOnWaiting() {
        UUID first = proposed(0, "一");
        UUID second = proposed(0, "二");
        assertThat(settle(second, true, SECOND)).isEqualTo(Outcome.DONE);
        assertThat(settle(first, true, SECOND)).isEqualTo(Outcome.STALE);
        assertThat(settle(first, false, SECOND)).as("it can be refused").isEqualTo(Outcome.DONE);
        UUID third = proposed(1, "三");
        assertThat(settle(third, true, SECOND)).isEqualTo(Outcome.DONE);
        assertThat(versions()).containsExactly(List.of(1, "qc1", "二"), List.of(2, "qc1", "三"));
        assertThat(Await.result(proposals.newest(10))).extracting(Proposal::id).containsExactly(third, second, first);
    }

    @Test
    void ofManyApprovalsAtOnceOneMakesAVersion() {
        UUID id = proposed(0, "一");
        List<CompletableFuture<Outcome>> all = new ArrayList<>();
        for (int i = 2; i < 12; i++) {
            all.add(proposals.settle(new Settlement(id, true, "", officer("qc" + i))).toCompletableFuture());
        }
        assertThat(all.stream().map(Await::result).filter(Outcome.DONE::equals)).hasSize(1);
        assertThat(versions()).hasSize(1);
    }

    /** Even by hand. */
    @Test
    void theDatabaseLetsNobodyApproveTheirOwn() {
        UUID id = proposed(0, "一");
        assertThatThrownBy(() -> database.rows("""
                update recognition_catalogue_proposal set state = 'REFUSED', decided_by = author where id = $1""", id))
                .hasMessageContaining("check constraint");
    }
}
