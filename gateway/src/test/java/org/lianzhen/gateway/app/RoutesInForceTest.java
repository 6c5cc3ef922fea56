package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.route.RouteChange;
import org.lianzhen.gateway.route.RouteDirectory;
import org.lianzhen.gateway.route.RouteVersion;
import org.lianzhen.gateway.route.TestRoutes;

class RoutesInForceTest {
    private static final String ACTIVE = """
            destinations: [{code: CH1, unit: CH1, node: CH1PACS}]
            routes: [{code: ct, name: 乡镇 CT, to: [CH1], state: ACTIVE}]
            """;

    private final TestRoutes store = new TestRoutes();

    @TempDir
    private Path folder;

    private RouteDirectory directory() {
        return new RouteDirectory(store, TestMembers.of("""
                units: [{code: CH1, name: x, kind: OTHER}]
                nodes: [{aeTitle: CH1PACS, unit: CH1, host: 10.0.0.1, port: 104}]
                """));
    }

    /** A start with a file; with none when it is null. */
    private RouteDirectory start(Path file) throws StartException {
        var settings = new Settings(false, folder, null, null, file, 0, InetAddress.getLoopbackAddress(),
                new WebSettings(0, null, null), 0, new DicomSettings(0, List.of("LIANZHEN"), null), null,
                BackupSettings.NONE, Hl7Settings.OFF);
        return new RoutesInForce(settings).begin(directory());
    }

    private Path file(String document) throws IOException {
        return Files.writeString(folder.resolve("routes.yaml"), document);
    }

    @Test
    void aFileIsInForceAsItIsAndOnRecord() throws Exception {
        Path file = file(ACTIVE);
        assertThat(start(file).routing()).hasValueSatisfying(
                routing -> assertThat(routing.routes().routes()).hasSize(1));
        assertThat(store.versions)
                .containsExactly(new RouteVersion(1, file.toString(), TestRoutes.MADE_AT, ACTIVE, ""));
        assertThat(store.events).containsExactly(AuditEvent
                .success(AuditEvent.Actor.GATEWAY, AuditAction.ROUTE_CHANGE, "routes/1")
                .with(Map.of("withoutRehearsal", "true", "file", file.toString())));
    }

    @Test
    void aFileThatHasNotChangedUndoesNothing() throws Exception {
        RouteDirectory routes = start(file(ACTIVE));
        Await.result(routes.replace(new RouteChange(1, "admin", "", false)));
        assertThat(start(file(ACTIVE)).routing().orElseThrow().routes().version()).isEqualTo(2);
        assertThat(store.events).hasSize(1);
        assertThat(start(file(ACTIVE + "# 新\n")).routing().orElseThrow().routes().version()).isEqualTo(3);
        assertThat(store.events).hasSize(2);
    }

    @Test
    void withoutAFileNothingChanges() throws Exception {
        assertThat(start(null).routing()).isEmpty();
        assertThat(store.versions).isEmpty();
        assertThat(store.events).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        Path file = file(ACTIVE.replace("CH1PACS", "GONE"));
        StartException fault = catchThrowableOfType(StartException.class, () -> start(file));
        assertThat(fault.in(Language.ENGLISH)).startsWith("The routes in " + file + " cannot be used: ")
                .contains("no node of CH1 that can be called: GONE");
        assertThat(fault.in(Language.CHINESE)).startsWith("路由文件 " + file + " 无法使用：");
        StartException missing = catchThrowableOfType(StartException.class, () -> start(folder.resolve("none")));
        assertThat(missing.in(Language.ENGLISH)).contains(folder.resolve("none").toString());
        assertThat(store.versions).isEmpty();
    }

    @Test
    void aStartWithoutDatabaseFails() throws Exception {
        store.away(true);
        Path file = file(ACTIVE);
        assertThat(catchThrowableOfType(StartException.class, () -> start(file)).in(Language.ENGLISH))
                .contains("the store is away");
    }
}
