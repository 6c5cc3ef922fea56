package org.lianzhen.gateway.http.dicomweb.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.http.Links;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.http.dicomweb.retrieve.Charsets;
import org.lianzhen.gateway.http.dicomweb.retrieve.RetrieveFeature;
import org.lianzhen.gateway.http.dicomweb.search.SearchFeature;
import org.lianzhen.gateway.intake.TestFile;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveObjects;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveSearch;

/** A name may be a page of its own: it goes through as a name, in answers that no browser takes for a page. */
@Timeout(120)
class MarkupInNamesIT {
    private static final String NAME = "<svg onload>alert(1)</svg>^<script>";
    private static final MemberDirectory MEMBERS = TestMembers.of("""
            units:
              - {code: TS1, name: 卫生院, kind: TOWNSHIP_HEALTH_CENTRE}
            """);

    @TempDir
    private Path folder;

    private TestSite site(StoreSite store) {
        var sources = new RetrieveFeature.Sources(new PostgresArchiveObjects(store.database.pool()), store.store::path,
                MEMBERS, event -> CompletableFuture.completedStage(null));
        return TestSite.of(
                new SearchFeature(new SearchFeature.Sources(new PostgresArchiveSearch(store.database.pool()),
                        (tag, level) -> true, MEMBERS, event -> CompletableFuture.completedStage(null)),
                        new Links(null)),
                new RetrieveFeature(sources, new RetrieveFeature.Cache(folder.resolve("cache"), () -> false),
                        Charsets.AS_LABELLED));
    }

    private static HttpResponse<String> get(TestSite site, String path) {
        HttpResponse<String> answer = site.text(site.request(path, StoreSite.TECHNOLOGIST));
        isNoPage(answer);
        return answer;
    }

    private static void isNoPage(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).matches("application/(\\w+\\+)?json.*");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'");
    }

    private static String name(JsonArray matches) {
        JsonObject first = matches.getJsonObject(0);
        return first.getJsonObject("00100010").getJsonArray("Value").getJsonObject(0).getString("Alphabetic");
    }

    @Test
    void isStoredFoundAndDescribedAsItIs() throws IOException {
        try (StoreSite store = StoreSite.open(folder); TestSite site = site(store)) {
            HttpResponse<String> stored = store.store(TestFile.ofPatient(NAME, "1.2.3.1.1"));
            assertThat(stored.statusCode()).isEqualTo(200);
            isNoPage(stored);
            String study = StoreSite.STUDIES + "/1.2.3";
            assertThat(name(new JsonArray(get(site, StoreSite.STUDIES + "?PatientName=" + URLEncoder.encode(NAME,
                    StandardCharsets.UTF_8)).body()))).isEqualTo(NAME);
            assertThat(name(new JsonArray(get(site, study + "/metadata").body()))).isEqualTo(NAME);
            assertThat(name(new JsonArray(get(site, study + "/series/1.2.3.1/instances/1.2.3.1.1/metadata").body())))
                    .isEqualTo(NAME);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "?limit=%3Cscript%3E", "?%3Cscript%3E=1", "?PatientNme=%3Cscript%3E",
            "?StudyDate=%3Cimg+src=x%3E", "/%3Cscript%3Ealert(1)%3C%2Fscript%3E/metadata", "/1.2.3?accept=%3Cscript%3E",
            "/1.2.3/series/1/instances/1/frames/%3Cscript%3E", "/1.2.3/series/1/instances/1/bulkdata/%3Cscript%3E" })
    void isToldInProblemsAsTextIfAtAll(String request) throws IOException {
        try (StoreSite store = StoreSite.open(folder); TestSite site = site(store)) {
            store.store(TestFile.ofPatient(NAME, "1.2.3.1.1"));
            get(site, StoreSite.STUDIES + request);
        }
    }
}
