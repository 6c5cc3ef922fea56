package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

class CentreIT {
    private static final String BACKLOG = "/api/v1/centre/backlog";
    private static final String READERS = "/api/v1/centre/readers";
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final String DIRECTOR = "ch1-director";

    @TempDir
    Path keys;

    private ReadingStand stand;

    @BeforeEach
    void open() throws Exception {
        stand = new ReadingStand(keys);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    /** Studies and how many of them are late, by part. */
    private Map<String, String> backlog(String account) {
        HttpResponse<String> answer = stand.get(account, BACKLOG);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonArray("shares").stream().map(JsonObject.class::cast)
                .collect(Collectors.toMap(one -> one.getString("by") + " " + one.getString("key"),
                        one -> one.getInteger("studies") + "/" + one.getInteger("late")));
    }

    private JsonObject reader(String account) {
        return new JsonObject(stand.get(DIRECTOR, READERS).body()).getJsonArray("readers").stream()
                .map(JsonObject.class::cast).filter(one -> one.getString("account").equals(account)).findFirst()
                .orElseThrow();
    }

    @Test
    void whatWaitsIsCountedInEveryWayAndWhoHasIt() {
        JsonObject one = stand.queued(SampleInstance.of("1.1.1.1").study("1.1"));
        stand.queued(SampleInstance.of("1.2.1.1").study("1.2").patient("P2").emergency());
        stand.arrive(SampleInstance.of("1.3.1.1").study("1.3").patient("P3"));
        stand.awaited("1.3", "RECEIVING");
        stand.database.rows("update reading_task set due_at = now() - interval '1 minute', "
                + "received_at = now() - interval '5 hours' where id = '" + one.getString("id") + "'");
        assertThat(stand.move(RADIOLOGIST, one, "claim").statusCode()).isEqualTo(200);

        assertThat(backlog(DIRECTOR)).containsEntry("ALL ", "3/1").containsEntry("STATE CLAIMED", "1/1")
                .containsEntry("STATE QUEUED", "1/0").containsEntry("STATE RECEIVING", "1/0")
                .containsEntry("UNIT TS1", "3/1").containsEntry("URGENCY EMERGENCY", "1/0")
                .containsEntry("MODALITY CT", "3/1").containsEntry("AGE DAY", "1/1").containsEntry("AGE HOUR", "1/0")
                .containsEntry("AGE ARRIVING", "1/0");
        assertThat(reader(RADIOLOGIST).getInteger("inHand")).isEqualTo(1);
        assertThat(reader(RADIOLOGIST).getInteger("late")).isEqualTo(1);
        assertThat(reader("ch1-senior").getInteger("inHand")).isZero();

        stand.database.rows("update reading_task set state = 'APPROVED', holder = null, held_until = null, "
                + "held_from = null where id = '" + one.getString("id") + "'");
        assertThat(backlog(DIRECTOR)).containsEntry("ALL ", "2/0").doesNotContainKey("STATE APPROVED");
    }

    private void directs(String account) {
        stand.database.rows("update account set roles = '{CENTRE_DIRECTOR}' where name = '" + account + "'");
    }

    @Test
    void onlyTheDirectorSeesItAndOnlyOfTheOwnCentre() {
        stand.queued(SampleInstance.of("1.1.1.1").study("1.1"));
        assertThat(stand.get(RADIOLOGIST, BACKLOG).statusCode()).isEqualTo(403);
        assertThat(stand.get(RADIOLOGIST, READERS).statusCode()).isEqualTo(403);
        assertThat(stand.get("ts1-doctor", BACKLOG).statusCode()).isEqualTo(403);
        directs("ch2-radiologist");
        assertThat(backlog("ch2-radiologist")).isEmpty();
        assertThat(stand.get("ch2-radiologist", READERS).body()).doesNotContain("ch1-");
        assertThat(stand.get(DIRECTOR, READERS).body()).doesNotContain("ch2-", "ch1-director", "ch1-doctor");
    }
}
