package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.image.Transcoding;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.FindQuery;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.dicom.service.InstanceFile;
import org.lianzhen.dicom.service.Match;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.service.StoreListener;
import org.lianzhen.dicom.service.StoreOptions;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveSearch;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;
import org.lianzhen.gateway.postgres.query.PostgresCommitmentReports;
import org.lianzhen.gateway.query.CommitmentSchedule;

/** The archive as a PACS sees it: stored, found and fetched again, by DCMTK's tools and by ours. */
@Timeout(180)
class ArchiveIT {
    private static final int IMAGES = 7;
    private static final String STUDY = "1.2.840.99.1";

    private final PeerNetwork network = PeerProcess.assume("findscu", "getscu", "movescu", "storescp");
    private final int receiver = PeerProcess.newPort();
    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);

    @TempDir
    private Path folder;

    private TestPostgres database;
    private RunningNode node;

    @BeforeEach
    void start() throws Exception {
        database = TestPostgres.migrated();
        var members = TestMembers.of("""
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: TS2, name: 二院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                nodes:
                  - {aeTitle: TS1PACS, unit: TS1}
                  - {aeTitle: TS2PACS, unit: TS2}
                  - {aeTitle: CH1PACS, unit: CH1, host: %s, port: %d, answerCharset: GB18030}
                agreements:
                  - {owner: TS1, reader: CH1}
                """.formatted(network.peerAddress(), receiver));
        var settings = new Settings(false, folder.resolve("data"), null, null, null, 0,
                InetAddress.ofLiteral(network.ourAddress()), new WebSettings(0, null, null), 0,
                new DicomSettings(0, List.of("LIANZHEN"), null), null, BackupSettings.NONE, Hl7Settings.OFF);
        node = TestNode.start(settings, new Archive(new PostgresArchiveIndex(database.pool()),
                new PostgresArchiveSearch(database.pool()), members, List.of(), TestKeeping.of(
                        new PostgresCommitmentReports(database.pool()), CommitmentSchedule.STANDARD),
                new PostgresAuditLog(database.pool()), null));
        store();
    }

    @AfterEach
    void stop() {
        user.close();
        loops.close();
        node.stop(Duration.ofSeconds(5));
        database.close();
    }

    private void store() throws Exception {
        List<org.lianzhen.dicom.service.Instance> instances = new ArrayList<>();
        for (int i = 1; i <= IMAGES; i++) {
            instances.add(InstanceFile.read(write(i)));
        }
        store(instances);
    }

    private void store(List<org.lianzhen.dicom.service.Instance> instances) throws Exception {
        assertThat(get(user.store(remote("TS1PACS"), instances, StoreOptions.STANDARD, StoreListener.NONE).result()))
                .isInstanceOfSatisfying(ServiceResult.Completed.class,
                        completed -> assertThat(completed.value().toString()).contains("stored=" + instances.size()));
    }

    private Path write(int number) throws IOException {
        return write(image(STUDY, number).build(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, number + ".dcm");
    }

    private static DataSetBuilder image(String study, int number) {
        return DataSet.builder(SpecificCharacterSet.GB18030).put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, study + ".1." + number).put(Tag.StudyInstanceUID, study)
                .put(Tag.SeriesInstanceUID, study + ".1").put(Tag.PatientID, "P1").put(Tag.PatientName, "李^誠")
                .put(Tag.StudyDate, "20260301").put(Tag.Modality, "CT").put(Tag.InstanceNumber, "" + number);
    }

    private Path write(DataSet image, TransferSyntax syntax, String name) throws IOException {
        Path file = folder.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            Part10Writer.write(FileMetaInformation.of(SopClass.CTImageStorage,
                    String.valueOf(image.string(Tag.SOPInstanceUID)), syntax.uid(),
                    new Implementation("1.2.3", "TEST")),
                    image, out, WriteOptions.DEFAULT);
        }
        return file;
    }

    @Test
    void isFoundByNameInTheCallersCharacterSet() throws Exception {
        List<Match> matches = find("CH1PACS", DataSet.builder(SpecificCharacterSet.GB18030)
                .put(Tag.PatientName, "李*").putEmpty(Tag.StudyInstanceUID)
                .putEmpty(Tag.NumberOfStudyRelatedInstances).build());
        DataSet found = matches.getFirst().identifier();
        assertThat(matches).hasSize(1);
        assertThat(found.string(Tag.SpecificCharacterSet)).isEqualTo("GB18030");
        assertThat(found.string(Tag.PatientName)).isEqualTo("李^誠");
        assertThat(found.string(Tag.StudyInstanceUID)).isEqualTo(STUDY);
        assertThat(found.integer(Tag.NumberOfStudyRelatedInstances)).hasValue(IMAGES);
        assertThat(found.string(Tag.RetrieveAETitle)).isEqualTo("LIANZHEN");
        assertThat(found.contains(Tag.StudyDate)).as("what was not asked for").isFalse();
    }

    @Test
    void isSeenByItsUnitAndThoseWithAnAgreementOnly() throws Exception {
        DataSet all = DataSet.builder().putEmpty(Tag.StudyInstanceUID).build();
        assertThat(find("TS1PACS", all)).hasSize(1);
        assertThat(find("CH1PACS", all)).hasSize(1);
        assertThat(find("TS2PACS", all)).isEmpty();
    }

    private List<Match> find(String caller, DataSet keys) throws Exception {
        var result = get(
                user.findAll(remote(caller), FindQuery.of(InformationModel.STUDY_ROOT, QueryLevel.STUDY, keys)));
        return ((ServiceResult.Completed<org.lianzhen.dicom.service.FindAnswer>) result).value().matches();
    }

    @Test
    void answersDcmtksQueries() throws Exception {
        String found = dcmtk("findscu", "-S", "-aet", "TS1PACS", "-aec", "LIANZHEN", "-k", "0008,0052=IMAGE", "-k",
                "0020,000D=" + STUDY, "-k", "0020,000E=" + STUDY + ".1", "-k", "0008,0018", "-k", "0020,0013");
        for (int i = 1; i <= IMAGES; i++) {
            assertThat(found).contains(STUDY + ".1." + i);
        }
        String relational = dcmtk("findscu", "-v", "-S", "-aet", "TS1PACS", "-aec", "LIANZHEN", "-k",
                "0008,0052=SERIES",
                "-k", "0020,000E");
        assertThat(relational).as("without the study, which was not agreed on").contains("DataSetDoesNotMatchSOPClass");
    }

    @Test
    void givesDcmtkEveryInstanceWithEqualContent() throws Exception {
        Path got = Files.createDirectory(folder.resolve("got"));
        dcmtk("getscu", "-S", "-aet", "CH1PACS", "-aec", "LIANZHEN", "-od", got.toString(), "-k", "0008,0052=STUDY",
                "-k", "0020,000D=" + STUDY);
        assertSameAsSent(got);
    }

    @Test
    void movesToANodeThatIsKnown() throws Exception {
        Path got = Files.createDirectory(folder.resolve("moved"));
        try (PeerProcess storescp = PeerProcess.server(folder, receiver,
                List.of("storescp", "-aet", "CH1PACS", "-od", got.toString(), String.valueOf(receiver)))) {
            String log = dcmtk("movescu", "-v", "-S", "-aet", "CH1PACS", "-aec", "LIANZHEN", "-aem", "CH1PACS", "-k",
                    "0008,0052=STUDY", "-k", "0020,000D=" + STUDY);
            assertThat(storescp.output()).doesNotContain("rror");
            assertThat(log).contains("Received Final Move Response (Success)");
        }
        assertSameAsSent(got);
    }

    /** As they come, DCMTK's tools take nothing compressed. */
    @Test
    void givesDcmtkCompressedImagesWithTheirPixelsDecoded() throws Exception {
        String study = "1.2.840.99.2";
        byte[] cells = new byte[2 * 300 * 200];
        new Random(7).nextBytes(cells);
        DataSet plain = image(study, 1).putInts(Tag.Rows, 300).putInts(Tag.Columns, 200)
                .putInts(Tag.SamplesPerPixel, 1).put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.BitsAllocated, 16).putInts(Tag.BitsStored, 16).putInts(Tag.HighBit, 15)
                .putInts(Tag.PixelRepresentation, 0).put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(cells))).build();
        DataSet coded = Transcoding.toJpegLs(plain,
                Frames.of(plain, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, BulkDataResolver.NONE));
        store(List.of(InstanceFile.read(write(coded, TransferSyntax.JPEG_LS_LOSSLESS, "coded.dcm"))));
        Path got = Files.createDirectory(folder.resolve("got"));
        Path moved = Files.createDirectory(folder.resolve("moved"));

        dcmtk("getscu", "-S", "-aet", "CH1PACS", "-aec", "LIANZHEN", "-od", got.toString(), "-k", "0008,0052=STUDY",
                "-k", "0020,000D=" + study);
        try (PeerProcess storescp = PeerProcess.server(folder, receiver,
                List.of("storescp", "-aet", "CH1PACS", "-od", moved.toString(), String.valueOf(receiver)))) {
            dcmtk("movescu", "-S", "-aet", "CH1PACS", "-aec", "LIANZHEN", "-aem", "CH1PACS", "-k",
                    "0008,0052=STUDY", "-k", "0020,000D=" + study);
            assertThat(storescp.output()).doesNotContain("rror");
        }

        assertThat(received(got)).containsExactly(plain);
        assertThat(received(moved)).containsExactly(plain);
    }

    @Test
    void movesNowhereElse() throws Exception {
        String log = dcmtk("movescu", "-v", "-S", "-aet", "CH1PACS", "-aec", "LIANZHEN", "-aem", "ELSEWHERE", "-k",
                "0008,0052=STUDY", "-k", "0020,000D=" + STUDY);
        assertThat(log).contains("MoveDestinationUnknown");
    }

    private void assertSameAsSent(Path got) throws IOException {
        List<DataSet> expected = new ArrayList<>();
        for (int i = 1; i <= IMAGES; i++) {
            expected.add(Part10Reader.read(folder.resolve(i + ".dcm"), ParseOptions.WHOLE).dataSet());
        }
        assertThat(received(got)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<DataSet> received(Path got) throws IOException {
        List<DataSet> received = new ArrayList<>();
        try (Stream<Path> files = Files.list(got)) {
            for (Path file : files.toList()) {
                received.add(Part10Reader.read(file, ParseOptions.WHOLE).dataSet());
            }
        }
        return received;
    }

    private String dcmtk(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        command.addAll(List.of(network.ourAddress(), String.valueOf(port())));
        return PeerProcess.tryRun(folder, command).output();
    }

    private RemoteNode remote(String caller) {
        return RemoteNode.at(network.ourAddress(), port(), "LIANZHEN", caller);
    }

    private int port() {
        String addresses = node.addresses();
        return Integer.parseInt(addresses.substring(addresses.lastIndexOf(':') + 1));
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
