package org.lianzhen.gateway.postgres.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.route.Plan;

/** Deliveries in a database, the desk over them, and somebody who sits there. */
final class DeskStand implements AutoCloseable {
    static final Duration TERM = Duration.ofMinutes(1);
    static final AuditEvent.Actor PERSON = new AuditEvent.Actor("ts1-tech", "TECHNOLOGIST", "TS1", "127.0.0.1");

    final TestPostgres database = TestPostgres.migrated();
    final PostgresDeliveryLedger ledger = new PostgresDeliveryLedger(database.pool());
    final PostgresDeliveryDesk desk = new PostgresDeliveryDesk(database.pool());

    DeskStand() throws IOException {
        Await.result(ledger.prepare());
    }

    /** Keeps instances that are to go to some destinations. */
    void queue(List<String> destinations, SampleInstance... instances) {
        Await.result(new PostgresArchiveIndex(database.pool())
                .begin(Stream.of(instances).map(SampleInstance::indexed).toList()).commit());
        Await.result(ledger.plan(100, 3, arrived -> new Plan(destinations.stream()
                .map(one -> new Plan.Delivery(one, arrived.subject().urgency(), "all",
                        "UNIT=" + arrived.subject().unit()))
                .toList(), List.of())));
    }

    @Override
    public void close() {
        database.close();
    }
}
