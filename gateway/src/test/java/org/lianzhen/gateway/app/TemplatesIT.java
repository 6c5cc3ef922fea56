package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;

class TemplatesIT {
    private static final String ROOT = "/api/v1/report-templates";
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final String SENIOR = "ch1-senior";
    private static final String DIRECTOR = "ch1-director";

    @TempDir
    static Path keys;

    private static ReadingStand stand;

    @BeforeAll
    static void open() throws Exception {
        stand = new ReadingStand(keys);
        Await.until("the centre has its first templates", () -> !list(RADIOLOGIST).isEmpty());
    }

    @AfterAll
    static void close() {
        stand.close();
    }

    private static List<JsonObject> list(String account) {
        HttpResponse<String> answer = stand.get(account, ROOT);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonArray("templates").stream().map(JsonObject.class::cast).toList();
    }

    private static List<String> names(String account) {
        return list(account).stream().map(one -> one.getJsonObject("content").getString("name")).toList();
    }

    private static JsonObject content(String name) {
        return new JsonObject().put("kind", "TEMPLATE").put("name", name).put("modalities", new JsonArray().add("ct"))
                .put("bodyParts", new JsonArray().add("CHEST")).put("positive", false).put("item", "胸部 CT")
                .put("technique", "平扫").put("findings", "双肺清晰。").put("impression", "未见异常。");
    }

    private static HttpResponse<String> add(String account, boolean own, JsonObject content) {
        return stand.post(account, ROOT, new JsonObject().put("own", own).put("content", content));
    }

    private static JsonObject added(String account, boolean own, String name) {
        HttpResponse<String> answer = add(account, own, content(name));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static HttpResponse<String> put(String account, JsonObject template, int tag, JsonObject content) {
        return stand.withTag("PUT", account, ROOT + "/" + template.getString("id"), tag,
                new JsonObject().put("content", content));
    }

    private static HttpResponse<String> remove(String account, JsonObject template, int tag) {
        return stand.withTag("DELETE", account, ROOT + "/" + template.getString("id"), tag, new JsonObject());
    }

    @Test
    void aCentreHasTemplatesFromTheBeginningAndOnlyCentresHave() {
        assertThat(list(RADIOLOGIST).stream().filter(one -> one.getString("author").isEmpty())
                .map(one -> one.getBoolean("own"))).hasSizeGreaterThan(30).containsOnly(false);
        assertThat(names(RADIOLOGIST)).contains("胸部 CT 平扫（正常）");
        assertThat(list("ch2-radiologist")).isEmpty();
        assertThat(stand.get("ts1-doctor", ROOT).statusCode()).isEqualTo(403);
    }

    @Test
    void theCentresAreItsDirectorsAndOnesOwnAreOnesOwn() {
        JsonObject shared = added(DIRECTOR, false, "科室模板");
        assertThat(shared.getJsonObject("content").getJsonArray("modalities")).containsExactly("CT");
        assertThat(shared.getString("initials")).isEqualTo("ksmb");
        assertThat(names(RADIOLOGIST)).contains("科室模板");
        assertThat(add(RADIOLOGIST, false, content("不许")).statusCode()).isEqualTo(403);
        assertThat(put(RADIOLOGIST, shared, 1, content("不许")).statusCode()).isEqualTo(403);
        assertThat(remove(RADIOLOGIST, shared, 1).statusCode()).isEqualTo(403);
        assertThat(put("ch2-radiologist", shared, 1, content("不许")).statusCode()).isEqualTo(404);

        JsonObject own = added(RADIOLOGIST, true, "我的模板");
        assertThat(names(RADIOLOGIST)).contains("我的模板");
        assertThat(names(SENIOR)).doesNotContain("我的模板");
        assertThat(put(SENIOR, own, 1, content("别人的")).statusCode()).isEqualTo(404);
        assertThat(put(DIRECTOR, own, 1, content("主任的")).statusCode()).isEqualTo(404);
        assertThat(add(DIRECTOR, true, content("主任自己的")).statusCode()).isEqualTo(403);
    }

    @Test
    void everyVersionIsKeptWithItsAuthorAndNobodyOverwritesAnother() {
        JsonObject one = added(RADIOLOGIST, true, "甲");
        assertThat(put(RADIOLOGIST, one, 1, content("乙")).statusCode()).isEqualTo(200);
        assertThat(put(RADIOLOGIST, one, 1, content("丙")).statusCode()).isEqualTo(412);
        assertThat(remove(RADIOLOGIST, one, 2).statusCode()).isEqualTo(200);
        assertThat(names(RADIOLOGIST)).doesNotContain("甲", "乙");
        assertThat(put(RADIOLOGIST, one, 3, content("甲")).statusCode()).isEqualTo(200);
        assertThat(names(RADIOLOGIST)).contains("甲");
        JsonArray versions = new JsonObject(
                stand.get(RADIOLOGIST, ROOT + "/" + one.getString("id") + "/versions").body())
                .getJsonArray("versions");
        assertThat(versions.stream().map(JsonObject.class::cast)
                .map(version -> version.getInteger("version") + version.getJsonObject("content").getString("name")
                        + version.getBoolean("removed") + version.getString("author")))
                .containsExactly("4甲false" + RADIOLOGIST, "3乙true" + RADIOLOGIST, "2乙false" + RADIOLOGIST,
                        "1甲false" + RADIOLOGIST);
        assertThat(stand.database.rows("select object from audit_event where action = 'TEMPLATE_CHANGE' and object = "
                + "'report-templates/" + one.getString("id") + "'")).hasSize(4);
    }

    @Test
    void whatIsNoTemplateIsRefusedInWords() {
        assertThat(add(RADIOLOGIST, true, content(" ")).body()).contains("name");
        assertThat(add(RADIOLOGIST, true, content("甲").put("findings", "").put("impression", "")).body())
                .contains("findings");
        assertThat(add(RADIOLOGIST, true, content("甲").put("kind", "PHRASE")).body()).contains("exactly one");
        assertThat(add(RADIOLOGIST, true, content("甲").put("bodyParts", new JsonArray().add("胸部"))).statusCode())
                .isEqualTo(422);
        assertThat(add(RADIOLOGIST, true, content("甲").put("positive", "no")).statusCode()).isEqualTo(422);
    }
}
