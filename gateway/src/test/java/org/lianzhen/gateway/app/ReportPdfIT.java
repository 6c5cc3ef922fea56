package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

class ReportPdfIT {
    private static final JsonObject TEXT = new JsonObject().put("item", "胸部 CT 平扫").put("technique", "平扫")
            .put("findings", "右肺结节。").put("impression", "右肺结节,建议复查。").put("positive", true);
    private static final String PDF = "/api/v1/studies/1.2.3/reports/1/pdf";

    @TempDir
    Path keys;

    private ReadingStand stand;

    @BeforeEach
    void sign() throws Exception {
        stand = new ReadingStand(keys);
        JsonObject reading = stand.queued(SampleInstance.of("1.2.3.1.1").study("1.2.3"));
        stand.move("ch1-radiologist", reading, "claim");
        stand.withTag("PUT", "ch1-radiologist", ReadingStand.path(reading, "draft"), 0,
                new JsonObject().put("text", TEXT));
        HttpResponse<String> signed = stand.withTag("POST", "ch1-radiologist", ReadingStand.path(reading, "reports"),
                1, new JsonObject().put("password", "demo").put("patientName", "王小东").put("patientId", "P1"));
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private HttpResponse<byte[]> pdf(String account) {
        return stand.site.bytes(stand.site.request(PDF, stand.token(account)));
    }

    @Test
    void thoseWhoTreatThePatientGetItAsADocument() throws IOException {
        assumeTrue(ReadingSide.class.getResource("/fonts/NotoSansSC-Regular.ttf") != null,
                "the client, with its fonts, is not built");
        for (String account : List.of("ts1-doctor", "ch1-radiologist")) {
            HttpResponse<byte[]> answer = pdf(account);
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/pdf");
            assertThat(answer.headers().firstValue("content-disposition"))
                    .hasValue("attachment; filename=\"report-1.pdf\"");
            try (PDDocument document = Loader.loadPDF(answer.body())) {
                assertThat(new PDFTextStripper().getText(document)).contains("王小东", "右肺结节", "一院", "影像中心");
            }
        }
        assertThat(stand.database.rows("""
                select actor, object, details->>'form' from audit_event where action = 'REPORT_VIEW' order by id"""))
                .containsExactly(List.of("ts1-doctor", "1.2.3", "PDF"), List.of("ch1-radiologist", "1.2.3", "PDF"));
    }

    @Test
    void nobodyElseGetsItAndNobodyABrokenOne() {
        assertThat(pdf("ts2-doctor").statusCode()).isEqualTo(404);
        assertThat(pdf("office").statusCode()).isEqualTo(403);
        assertThat(stand.get("ts1-doctor", "/api/v1/studies/1.2.3/reports/2/pdf").statusCode()).isEqualTo(404);
        assertThat(stand.get("ts1-doctor", "/api/v1/studies/1.2.3/reports/x/pdf").statusCode()).isEqualTo(404);
        stand.database.rows("alter table report_version disable trigger all");
        stand.database.rows("update report_version set content = replace(content, '右肺', '左肺')");
        HttpResponse<String> broken = stand.get("ts1-doctor", PDF);
        assertThat(broken.statusCode() + " " + new JsonObject(broken.body()).getString("code"))
                .isEqualTo("409 report-broken");
    }
}
