package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.TlsContext;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.gateway.app.tls.ClientTlsFiles;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.app.tls.TlsFiles;
import org.lianzhen.gateway.archive.ArchiveIndex;
import org.lianzhen.gateway.config.TlsProfileName;
import org.lianzhen.gateway.member.TestMembers;

class ArchiveEntityTest {
    private static final String COUNTY = """
            units:
              - {code: TS1, name: x, kind: OTHER}
            nodes:
              - {aeTitle: PLAIN, unit: TS1, host: 127.0.0.1, port: 104}
              - {aeTitle: SECURE, unit: TS1, host: 127.0.0.1, port: 2762, tls: true}
            """;

    private final EventLoops loops = EventLoops.start(1);

    @AfterEach
    void stop() {
        Await.result(loops.stop());
    }

    /** Equal nodes share associations. */
    @Test
    void callsANodeTheSameWayEachTime(@TempDir Path folder) throws Exception {
        KeyFiles files = KeyFiles.make(folder, "EC");
        TlsContext tls = TlsFiles.client(new ClientTlsFiles(files.certificate(), files.key(), files.certificate(),
                TlsProfileName.BCP195, false));
        var archive = new Archive(ArchiveIndex.NONE, new NoSearch(), TestMembers.of(COUNTY), List.of(),
                TestKeeping.none(), event -> CompletableFuture.allOf(), null);
        try (var user = new ServiceClassUser(loops);
                var entity = new ArchiveEntity(archive, null, user, new ArchiveEntity.Calls("LIANZHEN", () -> tls))) {
            assertThat(node(entity, "SECURE")).isEqualTo(node(entity, "SECURE"));
            assertThat(node(entity, "SECURE").connection().tls().get()).isSameAs(tls);
            assertThat(node(entity, "PLAIN")).isEqualTo(node(entity, "PLAIN"));
            assertThat(node(entity, "PLAIN").connection().tls()).isNull();
        }
    }

    private static RemoteNode node(ArchiveEntity entity, String title) {
        return Await.result(entity.node(title)).orElseThrow();
    }
}
