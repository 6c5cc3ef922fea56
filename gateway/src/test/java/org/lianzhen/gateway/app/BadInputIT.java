package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.FindAnswer;
import org.lianzhen.dicom.service.FindQuery;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceResult;
import org.lianzhen.dicom.service.MemoryData;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.service.StoreOptions;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveSearch;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;

/** What no peer should send: exactly what is bad is refused with a status that says so; what is good is kept and found. */
@Timeout(180)
class BadInputIT {
    private static final String STUDY = "1.2.840.79.1";
    private static final String GOOD = STUDY + ".1.1";

    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);

    @TempDir
    private Path folder;

    private TestPostgres database;
    private RunningNode node;

    @BeforeEach
    void start() throws Exception {
        database = TestPostgres.migrated();
        node = TestNode.start(TestNode.settings(folder.resolve("data"), "LIANZHEN"),
                new Archive(new PostgresArchiveIndex(database.pool()), new PostgresArchiveSearch(database.pool()),
                        TestMembers.with("TS1PACS"), List.of(),
                        TestKeeping.none(),
                        new PostgresAuditLog(database.pool()), null));
    }

    @AfterEach
    void stop() {
        user.close();
        loops.close();
        node.stop(Duration.ofSeconds(5));
        database.close();
    }

    private RemoteNode remote() {
        String addresses = node.addresses();
        return RemoteNode.at("127.0.0.1", Integer.parseInt(addresses.substring(addresses.lastIndexOf(':') + 1)),
                "LIANZHEN", "TS1PACS");
    }

    private static DataSetBuilder image(String uid) {
        return DataSet.builder().put(Tag.SOPClassUID, SopClass.CTImageStorage).put(raw(Tag.SOPInstanceUID, Vr.UI, uid))
                .put(Tag.StudyInstanceUID, STUDY).put(Tag.SeriesInstanceUID, STUDY + ".1").put(Tag.PatientID, "P1")
                .put(Tag.PatientName, "WANG^XIAODONG").put(Tag.Modality, "CT").put(Tag.StudyDate, "20260301");
    }

    /** A value that our own builder might refuse to make. */
    private static Value raw(int tag, Vr vr, String text) {
        String even = text.length() % 2 == 0 ? text : text + (vr == Vr.UI ? "\0" : " ");
        return new Value(tag, vr, Bytes.wrap(even.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private Status store(String uid, DataSet dataSet) {
        return storeBytes(uid, DataSets.encode(dataSet, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
    }

    private Status storeBytes(String uid, Bytes bytes) {
        var instance = new Instance(SopClass.CTImageStorage, uid, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                new MemoryData(bytes));
        var status = new AtomicReference<Status>();
        var other = new AtomicReference<String>();
        Await.result(user.store(remote(), List.of(instance), StoreOptions.STANDARD, result -> {
            if (result instanceof InstanceResult.Stored) {
                status.set(Status.SUCCESS);
            } else if (result instanceof InstanceResult.Failed failed) {
                status.set(failed.outcome().status());
            } else {
                other.set(result.inWords());
            }
        }).result());
        assertThat(other.get()).as("without an answer").isNull();
        return status.get();
    }

    private void keepsTheGood() throws IOException {
        assertThat(store(GOOD, image(GOOD).build())).isEqualTo(Status.SUCCESS);
        assertThat(uids(image())).containsExactly(GOOD);
        assertThat(database.value("select count(*) from instance")).isEqualTo(1L);
        assertThat(kept()).as("files").hasSize(1);
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".dcm")).toList();
        }
    }

    private static DataSetBuilder image() {
        return DataSet.builder().put(Tag.StudyInstanceUID, STUDY).put(Tag.SeriesInstanceUID, STUDY + ".1")
                .putEmpty(Tag.SOPInstanceUID);
    }

    private ServiceResult<FindAnswer> find(QueryLevel level, DataSet keys) {
        return Await.result(user.findAll(remote(), FindQuery.of(InformationModel.STUDY_ROOT, level, keys)));
    }

    private List<String> uids(DataSetBuilder keys) {
        var answer = find(QueryLevel.IMAGE, keys.build());
        assertThat(answer).as(answer.inWords()).isInstanceOf(ServiceResult.Completed.class);
        return ((ServiceResult.Completed<FindAnswer>) answer).value().matches().stream()
                .map(match -> String.valueOf(match.identifier().string(Tag.SOPInstanceUID))).toList();
    }

    private int studies(DataSetBuilder keys) {
        var answer = find(QueryLevel.STUDY, keys.build());
        assertThat(answer).as(answer.inWords()).isInstanceOf(ServiceResult.Completed.class);
        return ((ServiceResult.Completed<FindAnswer>) answer).value().matches().size();
    }

    static Stream<String> instanceUids() {
        return Stream.of("../../etc/passwd", "/etc/passwd", "..", "1.2/../3", "1.2\\3", "1.2;rm", "1.2 3",
                "1".repeat(70), "1.2%00", "CON");
    }

    @ParameterizedTest
    @MethodSource("instanceUids")
    void whatIsNoUidNamesNoInstance(String uid) throws IOException {
        assertThat(store(uid, image(uid).build())).isEqualTo(Status.INVALID_SOP_INSTANCE);
        keepsTheGood();
    }

    @ParameterizedTest
    @ValueSource(ints = { Tag.StudyInstanceUID, Tag.SeriesInstanceUID })
    void whatBelongsNowhereIsRefused(int tag) throws IOException {
        assertThat(store(GOOD, image(GOOD).remove(tag).build())).isEqualTo(Status.UNABLE_TO_PROCESS);
        for (String uid : List.of("../../etc/passwd", "1".repeat(70), "1.2\0.3", "' or ''='")) {
            assertThat(store(GOOD, image(GOOD).put(raw(tag, Vr.UI, uid)).build())).as(uid)
                    .isEqualTo(Status.UNABLE_TO_PROCESS);
        }
        keepsTheGood();
    }

    @Test
    void whatIsNotWhatTheCommandSaysIsRefused() throws IOException {
        assertThat(store(GOOD, image(GOOD + ".9").build())).isEqualTo(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
        assertThat(store(GOOD, image(GOOD).remove(Tag.SOPInstanceUID).build()))
                .isEqualTo(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
        assertThat(store(GOOD, image(GOOD).put(Tag.SOPClassUID, SopClass.MRImageStorage).build()))
                .isEqualTo(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
        keepsTheGood();
    }

    @Test
    void twoBytesAndHalfADataSetAreRefused() throws IOException {
        assertThat(storeBytes(GOOD, Bytes.wrap(new byte[2]))).isEqualTo(Status.UNABLE_TO_PROCESS);
        byte[] whole = DataSets.encode(image(GOOD).build(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN).toArray();
        assertThat(storeBytes(GOOD, Bytes.wrap(Arrays.copyOf(whole, whole.length - 10))))
                .isEqualTo(Status.UNABLE_TO_PROCESS);
        keepsTheGood();
    }

    @Test
    void textsOfAnyLengthAndKindAreKept() throws IOException {
        String longText = "A".repeat(65_536);
        assertThat(store(GOOD, image(GOOD).put(raw(Tag.PatientName, Vr.PN, longText))
                .put(raw(Tag.StudyDescription, Vr.LO, longText)).put(raw(Tag.SeriesDescription, Vr.LO, "a\0b\0"))
                .put(raw(Tag.PatientID, Vr.LO, "P\0001")).put(raw(Tag.AccessionNumber, Vr.SH, "\u0001\u001b$(Q'\"%_"))
                .put(raw(Tag.StudyDate, Vr.DA, "99999999")).put(raw(Tag.StudyTime, Vr.TM, "999999.999999"))
                .put(raw(Tag.InstanceNumber, Vr.IS, "99999999999999999999")).put(raw(Tag.SeriesNumber, Vr.IS, "x"))
                .put(raw(Tag.NumberOfFrames, Vr.IS, "-2147483649")).build())).isEqualTo(Status.SUCCESS);
        assertThat(uids(image())).containsExactly(GOOD);
        assertThat(studies(DataSet.builder().putEmpty(Tag.StudyInstanceUID).putEmpty(Tag.PatientName)
                .putEmpty(Tag.StudyDescription).putEmpty(Tag.StudyDate))).isEqualTo(1);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void absurdQueriesAreAnswered() throws IOException {
        keepsTheGood();
        for (String range : List.of("-", "19000101-", "-20991231", "00000000-99999999", "20260301-20260301")) {
            assertThat(studies(withStudy(raw(Tag.StudyDate, Vr.DA, range)))).as(range).isEqualTo(1);
        }
        for (String range : List.of("99999999-00000000", "----", "x-y", "2026-03-01", "-".repeat(5000))) {
            var answer = find(QueryLevel.STUDY, withStudy(raw(Tag.StudyDate, Vr.DA, range)).build());
            assertThat(answer).as(range).isInstanceOfAny(ServiceResult.Completed.class, ServiceResult.Failed.class);
        }
        for (String pattern : List.of("*", "**********", "W*G^X*G", "????^????????")) {
            assertThat(studies(withStudy(raw(Tag.PatientName, Vr.PN, pattern)))).as(pattern).isEqualTo(1);
        }
        for (String pattern : List.of("*?".repeat(5000), "(((((", "[a-", "%", "_".repeat(13),
                "'; drop table study")) {
            assertThat(studies(withStudy(raw(Tag.PatientName, Vr.PN, pattern)))).as(pattern).isZero();
        }
        assertThat(uids(image())).as("it is still there").containsExactly(GOOD);
    }

    private static DataSetBuilder withStudy(Value key) {
        return DataSet.builder().putEmpty(Tag.StudyInstanceUID).put(key);
    }

    @Test
    void thousandsOfUidsInOneKeyAreAnswered() throws IOException {
        keepsTheGood();
        String[] many = IntStream.range(0, 5000).mapToObj(i -> STUDY + ".1." + i).toArray(String[]::new);
        assertThat(uids(image().put(Tag.SOPInstanceUID, many))).containsExactly(GOOD);
    }
}
