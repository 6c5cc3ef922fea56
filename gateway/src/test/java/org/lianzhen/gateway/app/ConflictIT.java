package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.InstanceFile;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.service.StoreListener;
import org.lianzhen.dicom.service.StoreOptions;
import org.lianzhen.dicom.service.StoreReport;
import org.lianzhen.gateway.archive.conflict.Comparer;
import org.lianzhen.gateway.archive.conflict.ConflictImage;
import org.lianzhen.gateway.archive.conflict.Pace;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveSearch;
import org.lianzhen.gateway.postgres.archive.PostgresComparisonQueue;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;

/** A device that sends the same UID again: over the wire, into the store, to the verdict. */
@Timeout(120)
class ConflictIT {
    private static final Pace PACE = new Pace(Duration.ofMillis(20), Duration.ofSeconds(60), Duration.ofSeconds(2));

    @TempDir
    private Path folder;
    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);
    private TestPostgres database;
    private TestNode node;
    private @Nullable Comparer comparer;

    @BeforeEach
    void start() throws Exception {
        database = TestPostgres.migrated();
        var settings = new Settings(false, folder.resolve("data"), null, null, null, 0,
                InetAddress.getLoopbackAddress(),
                new WebSettings(0, null, null), 0, new DicomSettings(0, List.of("LIANZHEN"), null), null,
                BackupSettings.NONE, Hl7Settings.OFF);
        node = (TestNode) TestNode.start(settings, new Archive(new PostgresArchiveIndex(database.pool()),
                new PostgresArchiveSearch(database.pool()), TestMembers.with("CT1"), List.of(),
                TestKeeping.none(),
                new PostgresAuditLog(database.pool()), null));
    }

    @AfterEach
    void stop() {
        if (comparer != null) {
            comparer.close();
        }
        user.close();
        loops.close();
        node.stop(Duration.ofSeconds(5));
        database.close();
    }

    private void compare() {
        comparer = Comparer.start(new PostgresComparisonQueue(database.pool()), node.objects().store()::path, PACE);
    }

    private void send(DataSet dataSet, TransferSyntax syntax) throws Exception {
        Path file = ConflictImage.write(folder.resolve("sent"), dataSet, syntax);
        String addresses = node.addresses();
        int port = Integer.parseInt(addresses.substring(addresses.lastIndexOf(':') + 1));
        var remote = RemoteNode.at("127.0.0.1", port, "LIANZHEN", "CT1");
        assertThat(get(user.store(remote, List.of(InstanceFile.read(file)), StoreOptions.STANDARD, StoreListener.NONE)
                .result())).isEqualTo(new ServiceResult.Completed<>(new StoreReport(1, List.of())));
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private List<List<Object>> versions() {
        return database.rows("select version, state, park_reason from instance order by version");
    }

    private void awaitCompared() {
        Await.until("everything has been compared",
                () -> (long) database.value("select count(*) from parking where comparing") == 0);
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    @Test
    void keepsTheSameImageInAnotherTransferSyntaxAsRedundant() throws Exception {
        DataSet image = ConflictImage.image();
        send(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        send(ConflictImage.jpegLs(image), TransferSyntax.JPEG_LS_LOSSLESS);
        send(image, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        assertThat(versions()).as("answered without waiting for decoding").containsExactly(row(1, "ACTIVE", null),
                row(2, "PARKED", "SYNTAX_DIFFERS"), row(3, "PARKED", "SYNTAX_DIFFERS"));
        compare();
        awaitCompared();
        assertThat(versions()).containsExactly(row(1, "ACTIVE", null), row(2, "REDUNDANT", "SYNTAX_DIFFERS"),
                row(3, "REDUNDANT", "SYNTAX_DIFFERS"));
        assertThat(database.value("select count(*) from alert")).isEqualTo(0L);
        assertThat(objects()).as("nothing is deleted").isEqualTo(3);
    }

    @Test
    void alertsWhenTheOtherTransferSyntaxHasOtherContent() throws Exception {
        send(ConflictImage.image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        compare();
        send(ConflictImage.jpegLs(ConflictImage.image(builder -> builder.put(Tag.PatientName, "李^诚"))),
                TransferSyntax.JPEG_LS_LOSSLESS);
        awaitCompared();
        send(ConflictImage.jpegLs(ConflictImage.image(builder -> builder.put(ConflictImage.pixels(3)))),
                TransferSyntax.JPEG_LS_LOSSLESS);
        awaitCompared();
        assertThat(versions()).containsExactly(row(1, "ACTIVE", null), row(2, "PARKED", "CONTENT_DIFFERS"),
                row(3, "PARKED", "CONTENT_DIFFERS"));
        assertThat(database.rows("select k.findings::text from parking k join instance i on i.id = k.instance "
                + "order by i.version")).containsExactly(List.of("{\"(0010,0010)\"}"),
                        List.of("{\"(7FE0,0010) frame 1\"}"));
        assertThat(database.value("select count(*) from alert where settled_at is null")).isEqualTo(2L);
    }

    @Test
    void takesTheVerySameBytesWithoutASecondCopy() throws Exception {
        send(ConflictImage.image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        send(ConflictImage.image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(versions()).containsExactly(row(1, "ACTIVE", null));
        assertThat(objects()).isEqualTo(1);
    }

    private long objects() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/objects"))) {
            return files.filter(file -> file.toString().endsWith(".dcm")).count();
        }
    }
}
