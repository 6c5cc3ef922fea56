package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.gateway.app.AccessStand.SESSION;
import static org.lianzhen.gateway.app.AccessStand.body;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events of log-in and log-out name their requests, as those of all other requests do. */
@Timeout(180)
class LogInEventsIT {
    @TempDir
    private Path keys;
    private AccessStand stand;

    @BeforeEach
    void open() throws Exception {
        stand = new AccessStand(keys);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    /** By which the audit log names the request. */
    private static String id(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Request-Id").orElseThrow();
    }

    private HttpResponse<String> logInAgain(String cookie) {
        return stand.site.text(stand.site.request(SESSION).header("Content-Type", "application/json")
                .header("Cookie", cookie).POST(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("username", "ts1-doctor").put("password", "demo").encode())));
    }

    @Test
    void everyEventOfALogInNamesItsRequest() {
        HttpResponse<String> wrong = stand.logIn("ts1-doctor", "wrong");
        HttpResponse<String> nobody = stand.logIn("nobody", "wrong");
        HttpResponse<String> right = stand.logIn("ts1-doctor", "demo");
        String cookie = AccessStand.cookie(right);
        HttpResponse<String> foreign = stand.site.text(stand.site.request(SESSION).header("Cookie", cookie).DELETE());
        HttpResponse<String> again = logInAgain(cookie);
        HttpResponse<String> out = stand.send("DELETE", SESSION, body(again).getString("token"), new JsonObject());

        assertThat(stand.database.rows("select action, outcome, request from audit_event "
                + "where actor <> 'LIANZHEN' order by id")).containsExactlyInAnyOrder(
                        List.of("LOGIN", "FAILED", id(wrong)), List.of("LOGIN", "FAILED", id(nobody)),
                        List.of("LOGIN", "SUCCESS", id(right)), List.of("ACCESS_REFUSE", "REFUSED", id(foreign)),
                        List.of("LOGIN", "SUCCESS", id(again)), List.of("LOGOUT", "SUCCESS", id(again)),
                        List.of("LOGOUT", "SUCCESS", id(out)));
    }
}
