package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The number by which orders name the owner of an account. */
class StaffNumberIT {
    private static final String DOCTOR = "/api/v1/accounts/ts1-doctor";

    @TempDir
    static Path keys;

    private static String numbered(AccessStand stand, Object number) {
        var answer = stand.send("PATCH", DOCTOR, stand.token("admin"), new JsonObject().put("staffNumber", number));
        return answer.statusCode() + " " + new JsonObject(answer.body()).getString("staffNumber");
    }

    @Test
    void isOnePersonsOfAUnitAndCanBeTakenAway() throws Exception {
        try (var stand = new AccessStand(keys)) {
            assertThat(numbered(stand, " 0117 ")).isEqualTo("200 0117");
            JsonObject second = new JsonObject().put("name", "li.si").put("displayName", "李四").put("unit", "TS1")
                    .put("roles", new JsonArray().add("TOWNSHIP_DOCTOR")).put("password", AccessStand.PASSWORD)
                    .put("staffNumber", "0117");
            var refused = stand.send("POST", "/api/v1/accounts", stand.token("admin"), second);
            assertThat(refused.statusCode() + " " + AccessStand.code(refused)).isEqualTo("409 staff-number-taken");
            assertThat(stand.send("PATCH", DOCTOR, stand.token("admin"), new JsonObject().put("displayName", "李大夫"))
                    .body()).as("what a change does not name stays").contains("\"0117\"");
            assertThat(numbered(stand, "")).isEqualTo("200 ");
            assertThat(stand.send("POST", "/api/v1/accounts", stand.token("admin"), second).statusCode())
                    .isEqualTo(201);
            assertThat(stand.database.rows("select name from account where staff_number = '0117'").toString())
                    .isEqualTo("[[li.si]]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"1\\u0000\"", "5", "\"1\\\\2\"", "\" \"", "null" })
    void isALineOfText(String number) throws Exception {
        try (var stand = new AccessStand(keys)) {
            assertThat(numbered(stand, new JsonObject("{\"x\":" + number + "}").getValue("x"))).isEqualTo("422 null");
        }
    }
}
