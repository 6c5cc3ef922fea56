package org.lianzhen.gateway.http.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.http.KeptEvents;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.reading.template.Template;
import org.lianzhen.gateway.reading.template.TemplateContent;

class TemplateFeatureTest {
    private static final String ROOT = "/api/v1/report-templates";
    private static final String READER = TestSite.token(Role.RADIOLOGIST, "CH1");
    private static final String DIRECTOR = TestSite.token(Role.CENTRE_DIRECTOR, "CH1");

    private final MemoryTemplates templates = new MemoryTemplates();
    private final KeptEvents audit = new KeptEvents();
    private final TestSite site = TestSite.auditing(audit, new TemplateFeature(templates));

    @AfterEach
    void close() {
        site.close();
    }

    private UUID kept(String unit, @Nullable String owner) {
        var id = new UUID(1, templates.rows.size());
        var content = new TemplateContent(TemplateContent.Kind.PHRASE, "旧",
                new TemplateContent.Fit(List.of(), List.of()), null,
                new TemplateContent.Words("", "", "右肺结节【】mm", "", ""));
        templates.rows.add(new MemoryTemplates.Row(unit, new Template(id, owner, "j", content,
                new Template.Version(1, "x", MemoryTemplates.AT, false))));
        return id;
    }

    private static JsonObject content() {
        return new JsonObject().put("kind", "TEMPLATE").put("name", "新").put("impression", "未见异常【】。");
    }

    private static String code(HttpResponse<String> answer) {
        return answer.statusCode() == 200 ? "200"
                : answer.statusCode() + " " + new JsonObject(answer.body()).getString("code");
    }

    private String post(String token, JsonObject body) {
        return code(site.send("POST", ROOT, token, body.encode()));
    }

    private HttpResponse<String> tagged(String method, String token, String id, String tag) {
        String body = new JsonObject().put("content", content()).encode();
        return site.text(site.request(ROOT + "/" + id, token).header("Content-Type", "application/json")
                .header("If-Match", tag).method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonArray list(String token) {
        return new JsonObject(site.text(site.request(ROOT, token)).body()).getJsonArray("templates");
    }

    @Test
    void blanksStayAsTheyWereWrittenAndTheTagIsThatOfTheVersion() {
        String id = kept("CH1", "test").toString();
        HttpResponse<String> changed = tagged("PUT", READER, id, "\"1\"");
        assertThat(changed.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(list(READER).getJsonObject(0).getJsonObject("content").getString("impression"))
                .isEqualTo("未见异常【】。");
        JsonArray versions = new JsonObject(site.text(site.request(ROOT + "/" + id + "/versions", READER)).body())
                .getJsonArray("versions");
        assertThat(versions.stream().map(one -> ((JsonObject) one).getString("author"))).containsExactly("test", "x");
        assertThat(templates.events.getLast().object()).isEqualTo("report-templates/" + id);
    }

    @ParameterizedTest
    @ValueSource(strings = { "PUT", "DELETE" })
    void theCentresAreNotTheReadersToChange(String method) {
        String shared = kept("CH1", null).toString();
        assertThat(code(tagged(method, READER, shared, "\"1\""))).isEqualTo("403 no-right");
        assertThat(code(tagged(method, TestSite.token(Role.SENIOR_RADIOLOGIST, "CH1"), shared, "\"1\"")))
                .isEqualTo("403 no-right");
        assertThat(audit.last().object()).as("the refusal is on record").isEqualTo("DIRECT_READINGS");
        assertThat(templates.rows).hasSize(1);
        assertThat(code(tagged(method, DIRECTOR, shared, "\"1\""))).isEqualTo("200");
        assertThat(templates.rows).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "PUT", "DELETE" })
    void whatOneMayNotSeeIsUnknown(String method) {
        for (UUID id : List.of(kept("CH2", null), kept("CH2", "test"), kept("CH1", "other"), new UUID(9, 9))) {
            assertThat(code(tagged(method, READER, id.toString(), "\"1\""))).isEqualTo("404 no-such-template");
            assertThat(code(tagged(method, DIRECTOR, id.toString(), "\"1\""))).isEqualTo("404 no-such-template");
            assertThat(code(site.text(site.request(ROOT + "/" + id + "/versions", READER))))
                    .isEqualTo("404 no-such-template");
        }
        assertThat(code(tagged(method, READER, "no-id", "\"1\""))).isEqualTo("404 no-such-template");
        assertThat(list(READER)).isEmpty();
        assertThat(templates.rows).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', value = { "PUT, '\"2\"', 412 stale", "DELETE, '\"2\"', 412 stale",
            "PUT, '\"0\"', 412 stale", "PUT, *, 428 if-match", "PUT, 1, 428 if-match", "DELETE, W/\"1\", 428 if-match",
            "DELETE, '\"-1\"', 428 if-match", "PUT, '\"9999999999\"', 428 if-match" })
    void aChangeIsMadeFromTheNewestOnly(String method, String tag, String expected) {
        String own = kept("CH1", "test").toString();
        assertThat(code(tagged(method, READER, own, tag))).isEqualTo(expected);
        assertThat(templates.rows).hasSize(1);
        assertThat(templates.events).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = { "RADIOLOGIST", "SENIOR_RADIOLOGIST",
            "CENTRE_DIRECTOR" })
    void areForThoseWhoReadOnly(Role role) {
        kept("CH1", null);
        String token = TestSite.token(role, "CH1");
        assertThat(code(site.text(site.request(ROOT, token)))).isEqualTo("403 no-right");
        for (boolean own : List.of(true, false)) {
            assertThat(post(token, new JsonObject().put("own", own).put("content", content())))
                    .isEqualTo("403 no-right");
        }
        assertThat(templates.rows).hasSize(1);
    }

    @Test
    void readersAddTheirOwnAndDirectorsTheCentres() {
        var own = new JsonObject().put("own", true).put("content", content());
        JsonObject shared = own.copy().put("own", false);
        assertThat(post(READER, own)).isEqualTo("200");
        assertThat(post(DIRECTOR, own)).isEqualTo("403 no-right");
        assertThat(post(READER, shared)).isEqualTo("403 no-right");
        assertThat(post(DIRECTOR, shared)).isEqualTo("200");
        assertThat(list(READER)).extracting(one -> ((JsonObject) one).getBoolean("own")).containsExactly(true, false);
        assertThat(list(TestSite.token(Role.RADIOLOGIST, "CH2"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"content":{"kind":"TEMPLATE","name":"a","findings":"b"}}                            | 422 template
            {"own":"true","content":{"kind":"TEMPLATE","name":"a","findings":"b"}}               | 422 template
            {"own":true}                                                                         | 422 template
            {"own":true,"content":[]}                                                            | 422 template
            {"own":true,"content":{"kind":"TEMPLATE","findings":"b"}}                            | 422 template
            {"own":true,"content":{"kind":"PHRASE","name":"a","findings":"b","impression":"c"}}  | 422 template
            {"own":true,"content":{"kind":"TEMPLATE","name":"a","item":"b"}}                     | 422 template
            {"own":true,"content":{"kind":"TEMPLATE","name":"a","findings":"b","positive":"no"}} | 422 template
            {"own":true,"content":{"kind":"TEMPLATE","name":"a","findings":"b\\u0000"}}          | 422 template
            []                                                                                   | 400 no-json
            {                                                                                    | 400 no-json
            """)
    void whatIsNoTemplateIsNotKept(String body, String expected) {
        assertThat(code(site.send("POST", ROOT, READER, body))).isEqualTo(expected);
        assertThat(templates.rows).isEmpty();
    }

    @Test
    void tooMuchIsRefusedBeforeItIsRead() {
        var body = new JsonObject().put("own", true).put("content", content().put("findings", "字".repeat(20_001)));
        assertThat(post(READER, body)).isEqualTo("422 template");
        body.put("content", content().put("findings", "a".repeat(300_000)));
        assertThat(site.send("POST", ROOT, READER, body.encode()).statusCode()).isEqualTo(413);
        assertThat(templates.rows).isEmpty();
    }
}
