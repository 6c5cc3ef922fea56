package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.archive.Search.Page;
import org.lianzhen.gateway.archive.conflict.Alerts.Alert;
import org.lianzhen.gateway.archive.conflict.Decision;
import org.lianzhen.gateway.archive.conflict.Decision.Result;
import org.lianzhen.gateway.audit.AuditEvent.Actor;
import org.lianzhen.gateway.postgres.TestPostgres;

class PostgresAlertsIT {
    private static final Page ALL = new Page(0, 100);

    private TestPostgres database;
    private PostgresAlerts alerts;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        alerts = new PostgresAlerts(database.pool());
        var first = SampleInstance.of("1");
        var index = new PostgresArchiveIndex(database.pool());
        for (SampleInstance sample : List.of(first, first.content("b"), first.instance("2").patient("P2"))) {
            get(index.begin(Stream.of(sample).map(SampleInstance::indexed).toList()).commit());
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private List<Alert> open(String unit) {
        return get(alerts.open(Set.of(unit), ALL));
    }

    private Result settle(UUID alert, String unit) {
        var by = new Actor("ts1-tech", "TECHNOLOGIST", unit, "");
        return get(alerts.settle(new Decision(alert, Set.of(unit), by, "看过了")));
    }

    @Test
    void areListedByUnitOldestFirst() {
        assertThat(open("TS1")).extracting(Alert::kind).containsExactly("CONTENT_DIFFERS", "PATIENT_DIFFERS");
        assertThat(open("TS1").getFirst().subject())
                .isEqualTo(database.value("select id from instance where sop_instance_uid = '1' and version = 2"));
        assertThat(open("CH1")).isEmpty();
        assertThat(get(alerts.open(Set.of("TS1"), new Page(1, 5)))).hasSize(1);
    }

    @Test
    void areSettledOnceAndByTheirUnit() {
        UUID alert = open("TS1").getFirst().id();
        assertThat(settle(alert, "CH1")).isEqualTo(new Result.NotYours());
        assertThat(settle(alert, "TS1")).isEqualTo(new Result.Done());
        assertThat(settle(alert, "TS1")).isEqualTo(new Result.Already("SETTLED"));
        assertThat(settle(UUID.randomUUID(), "TS1")).isEqualTo(new Result.Unknown());
        assertThat(open("TS1")).hasSize(1);
        assertThat(database.rows("select settled_by, settled_reason from alert where settled_at is not null"))
                .containsExactly(List.of("ts1-tech", "看过了"));
        assertThat(database
                .rows("select action, outcome, object from audit_event where action <> 'STUDY_STORE' order by id"))
                .containsExactly(
                        List.of("ALERT_SETTLE", "REFUSED", alert.toString()),
                        List.of("ALERT_SETTLE", "SUCCESS", alert.toString()));
        assertThat(database.value("select count(*) from instance where state = 'PARKED'"))
                .as("which decides nothing").isEqualTo(2L);
    }
}
