package org.lianzhen.gateway.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientFilesTest {
    /** Whether there is one depends on how the gateway was built; there is always a page. */
    @Test
    void thereIsAlwaysAPage() {
        ClientFiles files = ClientFiles.builtIn();

        ClientFile page = files.file("index.html").orElseThrow();
        String html = page.bytes(Encoding.NONE).toString();
        assertThat(html).contains("lang=\"zh-CN\"", "联诊");
        if (files.build().isEmpty()) {
            assertThat(html).contains("-Dskip.web", "没有网页界面", "without its web pages");
        } else {
            assertThat(files.build()).matches("[0-9a-f]{12}");
            assertThat(page.best(new Encoding.Taken(true, true))).isEqualTo(Encoding.BROTLI);
            assertThat(page.best(new Encoding.Taken(false, true))).isEqualTo(Encoding.GZIP);
        }
        assertThat(files.file("build.json")).isEmpty();
        assertThat(files.file("../application.yaml")).isEmpty();
    }
}
