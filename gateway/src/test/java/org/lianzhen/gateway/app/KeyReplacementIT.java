package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.SecretBox;
import org.lianzhen.gateway.app.terminal.TestConsole;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.TestPostgres;

/** Keys of our own that are replaced while the gateway serves. */
@Timeout(240)
class KeyReplacementIT {
    /** More than are sealed anew at a time. */
    private static final int PROGRAMS = 110;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;
    private TestPostgres database;

    @BeforeEach
    void open() {
        database = TestPostgres.empty();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void replace(String key) {
        CommandRun run = CommandRun.lianzhen(TestConsole.english(),
                Map.of("LIANZHEN_DATA", folder.resolve("data").toString()), "keys", "replace", key);
        assertThat(run.exit()).as(run.toString()).isZero();
    }

    private String inForce() throws Exception {
        return SecretBox.of(AccessSide.key(folder.resolve("data"))).fingerprint();
    }

    private long keys() {
        return AccessSide.key(folder.resolve("data")).toFile().length() / 32;
    }

    private long others(String fingerprint) {
        return (Long) database.value("select count(*) from " + SealedSecrets.ALL + " where not starts_with(text, $1)",
                fingerprint.substring(0, 8) + ":");
    }

    private List<List<Object>> changes(String columns) {
        return database
                .rows("select " + columns + " from audit_event where action = 'KEY_CHANGE' and actor = 'LIANZHEN'"
                        + " order by id");
    }

    private void sealedWith(String fingerprint) {
        Await.until("all is sealed with the key in force", PATIENCE, () -> others(fingerprint) == 0);
    }

    @Test
    void secretsStayGoodWhileAnotherKeyComesInForce() throws Exception {
        try (WholeGateway gateway = WholeGateway.start(database, folder);
                SealedSecrets secrets = new SealedSecrets(gateway)) {
            for (int i = 0; i < PROGRAMS; i++) {
                SealedSecrets.program(gateway, "program-" + i);
                SealedSecrets.key(gateway, "program-" + i);
            }
            String before = inForce();
            assertThat(others(before)).isZero();
            replace("access");
            String now = inForce();
            sealedWith(now);
            secrets.areGood(gateway, 1);
            Await.until("it is on record", PATIENCE, () -> changes("id").size() == 2);
            assertThat(changes("details->>'access-key', details->>'sealed', details->>'lost'")).containsExactly(
                    Arrays.asList(before + " -> " + now, null, null),
                    List.of(now, String.valueOf(PROGRAMS + 4), "0"));
            assertThat(database.value("select count(distinct text) from " + SealedSecrets.ALL))
                    .isEqualTo(PROGRAMS + 4L);
        }
        assertThat(verify().exit()).as("over the change").isZero();
    }

    @Test
    void goesOnWhereTheLastRunWasCutOff() throws Exception {
        try (WholeGateway gateway = WholeGateway.start(database, folder);
                SealedSecrets secrets = new SealedSecrets(gateway)) {
            List<List<Object>> old = database.rows("select place, text from " + SealedSecrets.ALL);
            String factor = text(old, "factor");
            String program = text(old, "emr");
            replace("access");
            sealedWith(inForce());
            gateway.stop();
            // as a run leaves it that was cut off between two places; the program's key is as before keys had ids
            database.rows("update second_factor set secret = '" + factor + "' where secret is not null");
            database.rows("update program_key set material = '" + program.substring(program.indexOf(':') + 1) + "'");
            replace("access");
            replace("access");
            try (WholeGateway next = WholeGateway.start(database, folder)) {
                sealedWith(inForce());
                secrets.areGood(next, 1);
            }
        }
    }

    private static String text(List<List<Object>> rows, String place) {
        return rows.stream().filter(row -> row.getFirst().equals(place)).map(row -> String.valueOf(row.getLast()))
                .findFirst().orElseThrow();
    }

    @Test
    void keepsEveryKeyWhileThereIsASecretThatNoneOpens() throws Exception {
        try (WholeGateway gateway = WholeGateway.start(database, folder);
                SealedSecrets secrets = new SealedSecrets(gateway)) {
            database.rows("update second_factor set pending = '00000000:AAAA' where pending is not null");
            for (int i = 0; i < SecretBox.MOST_KEYS; i++) {
                replace("access");
            }
            String now = inForce();
            Await.until("the rest is sealed with the key in force", PATIENCE, () -> others(now) == 1);
            secrets.areGood(gateway, 1);
            Await.until("it is on record", PATIENCE, () -> changes("details->>'lost'").contains(List.of("1")));
            assertThat(keys()).isEqualTo(SecretBox.MOST_KEYS + 1);
            database.rows("update second_factor set pending = null");
            replace("access");
            Await.until("the oldest keys are forgotten", PATIENCE,
                    () -> keys() == SecretBox.MOST_KEYS);
        }
    }

    @Test
    void theChainHoldsOverAnotherKeyOfPseudonymsAndShowsWhatIsChanged() throws Exception {
        try (WholeGateway gateway = WholeGateway.start(database, folder)) {
            Path file = gateway.data().resolve("audit/pseudonym.key");
            String before = Files.readString(file);
            replace("audit");
            assertThat(file).content().hasSize(2 * before.length()).endsWith(before);
            Await.until("it is on record", PATIENCE, () -> !changes("id").isEmpty());
            assertThat(changes("details->>'audit-key'")).singleElement().asString()
                    .matches("\\[[0-9a-f]{64} -> [0-9a-f]{64}]");
        }
        try (WholeGateway gateway = WholeGateway.start(database, folder)) {
            assertThat(changes("details->>'audit-key'")).as("told already").hasSize(1);
            assertThat(gateway.get("auditor", "/api/v1/audit").statusCode()).isEqualTo(200);
        }
        CommandRun whole = verify();
        assertThat(whole.exit()).as(whole.toString()).isZero();
        database.pool().withTransaction(connection -> connection
                .query("set local session_replication_role = replica; update audit_event set details = '{}' "
                        + "where action = 'KEY_CHANGE'")
                .execute().mapEmpty()).toCompletionStage().toCompletableFuture().join();
        assertThat(verify().exit()).as("the record of the change is part of the chain").isEqualTo(1);
    }

    private CommandRun verify() {
        DatabaseAddress address = database.address();
        return CommandRun.lianzhen(TestConsole.english(), "audit", "verify", "--data", folder.resolve("data"),
                "--database", "postgresql://" + address.user() + ":" + address.password() + "@" + address.host() + ":"
                        + address.port() + "/" + address.database());
    }
}
