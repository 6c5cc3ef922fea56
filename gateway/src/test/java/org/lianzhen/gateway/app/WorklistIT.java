package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.FindAnswer;
import org.lianzhen.dicom.service.FindQuery;
import org.lianzhen.dicom.service.Match;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.order.NewOrder;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderEvent;
import org.lianzhen.gateway.order.OrderMove;
import org.lianzhen.gateway.order.OrderState;
import org.lianzhen.gateway.order.OrderStep;
import org.lianzhen.gateway.order.OrderStore.Placing;
import org.lianzhen.gateway.order.SampleOrder;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveSearch;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;
import org.lianzhen.gateway.postgres.order.PostgresOrderStore;
import org.lianzhen.gateway.postgres.order.PostgresPerformedSteps;
import org.lianzhen.gateway.postgres.order.PostgresWorklist;
import org.lianzhen.gateway.postgres.query.PostgresCommitmentReports;
import org.lianzhen.gateway.query.CommitmentSchedule;

/** The worklist and procedure steps as devices use them, DCMTK's findscu among them. */
@Timeout(180)
class WorklistIT {
    private static final AuditEvent.Actor DOCTOR = new AuditEvent.Actor("ts1-doctor", "TOWNSHIP_DOCTOR", "TS1",
            "10.0.0.1");

    private final PeerNetwork network = PeerProcess.assume("findscu");
    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);

    @TempDir
    private Path folder;

    private TestPostgres database;
    private PostgresOrderStore orders;
    private RunningNode node;

    @BeforeEach
    void start() throws Exception {
        database = TestPostgres.migrated();
        orders = new PostgresOrderStore(database.pool());
        var members = TestMembers.of("""
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: TS2, name: 二院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                nodes:
                  - {aeTitle: TS1CT, unit: TS1, answerCharset: GB18030}
                  - {aeTitle: TS2CT, unit: TS2}
                  - {aeTitle: CH1MR, unit: CH1}
                  - {aeTitle: TS1VIEW, unit: TS1, licences: [RETRIEVE]}
                agreements:
                  - {owner: TS1, reader: CH1}
                """);
        var settings = new Settings(false, folder.resolve("data"), null, null, null, 0,
                InetAddress.ofLiteral(network.ourAddress()), new WebSettings(0, null, null), 0,
                new DicomSettings(0, List.of("LIANZHEN"), null), null, BackupSettings.NONE, Hl7Settings.OFF);
        node = TestNode.start(settings, new Archive(new PostgresArchiveIndex(database.pool()),
                new PostgresArchiveSearch(database.pool()), members, List.of(),
                TestKeeping.of(new PostgresCommitmentReports(database.pool()), CommitmentSchedule.STANDARD),
                new PostgresAuditLog(database.pool()), new Archive.Orders(new PostgresWorklist(database.pool()),
                        new PostgresPerformedSteps(database.pool()))));
    }

    @AfterEach
    void stop() {
        user.close();
        loops.close();
        node.stop(Duration.ofSeconds(5));
        database.close();
    }

    private Order place(SampleOrder order) {
        NewOrder wanted = order.build();
        return ((Placing.Placed) Await.result(orders.place(wanted, DOCTOR))).order();
    }

    private RemoteNode remote(String caller) {
        String addresses = node.addresses();
        return RemoteNode.at(network.ourAddress(),
                Integer.parseInt(addresses.substring(addresses.lastIndexOf(':') + 1)), "LIANZHEN", caller);
    }

    private static DataSet keys(DataSet root, DataSet step) {
        return root.toBuilder().put(Tag.AccessionNumber, root.strings(Tag.AccessionNumber).toArray(String[]::new))
                .putSequence(Tag.ScheduledProcedureStepSequence, step).build();
    }

    private static DataSet one(int tag, String value) {
        return DataSet.builder(SpecificCharacterSet.UTF_8).put(tag, value).build();
    }

    private List<DataSet> find(String caller, DataSet root, DataSet step) {
        var answer = Await.result(user.findAll(remote(caller), FindQuery.worklist(keys(root, step))));
        assertThat(answer).as(answer.inWords()).isInstanceOf(ServiceResult.Completed.class);
        return ((ServiceResult.Completed<FindAnswer>) answer).value().matches().stream().map(Match::identifier)
                .toList();
    }

    private List<String> found(String caller, DataSet root, DataSet step) {
        return find(caller, root, step).stream().map(entry -> String.valueOf(entry.string(Tag.AccessionNumber)))
                .toList();
    }

    private static final DataSet ANY = DataSet.EMPTY;

    @Test
    void dcmtkFindsWhatIsToBeDoneInItsCharacterSet() throws Exception {
        place(SampleOrder.of("A1"));
        List<String> command = new ArrayList<>(List.of("findscu", "-W", "-aet", "TS1CT", "-aec", "LIANZHEN"));
        for (String key : List.of("0008,0005", "0008,0050", "0010,0010", "0010,0020", "0010,0030", "0010,0040",
                "0020,000D", "0032,1060", "0040,1001", "0040,0100[0].0040,0001", "0040,0100[0].0040,0002=20260630",
                "0040,0100[0].0040,0003", "0040,0100[0].0008,0060=CT", "0040,0100[0].0040,0009",
                "0040,0100[0].0040,0007", "0040,0100[0].0040,0010")) {
            command.addAll(List.of("-k", key));
        }
        command.addAll(List.of("-X", "-od", folder.toString(), network.ourAddress(),
                String.valueOf(remote("TS1CT").connection().address().getPort())));
        String log = PeerProcess.tryRun(folder, command).output();
        assertThat(folder.resolve("rsp0001.dcm")).as(log).exists();
        DataSet entry = Part10Reader.read(folder.resolve("rsp0001.dcm"), ParseOptions.WHOLE).dataSet();
        assertThat(entry.string(Tag.SpecificCharacterSet)).isEqualTo("GB18030");
        assertThat(entry.string(Tag.PatientName)).isEqualTo("李^誠");
    }

    @Test
    void anEntryTellsAllThatADeviceNeeds() {
        place(SampleOrder.of("A1"));
        DataSet wanted = DataSet.builder().putEmpty(Tag.PatientName).putEmpty(Tag.PatientID)
                .putEmpty(Tag.PatientBirthDate).putEmpty(Tag.PatientSex).putEmpty(Tag.StudyInstanceUID)
                .putEmpty(Tag.RequestedProcedureID).putEmpty(Tag.RequestedProcedurePriority)
                .putEmpty(Tag.ReferringPhysicianName).putEmpty(Tag.RequestedProcedureCodeSequence)
                .putEmpty(Tag.ReferencedStudySequence).putEmpty(Tag.PatientComments).build();
        DataSet entry = find("TS2CT", wanted, ANY).isEmpty() ? find("TS1CT", wanted, ANY).getFirst() : DataSet.EMPTY;

        assertThat(entry.string(Tag.SpecificCharacterSet)).isEqualTo("GB18030");
        assertThat(List.of(String.valueOf(entry.string(Tag.PatientName)), String.valueOf(entry.string(Tag.PatientID)),
                String.valueOf(entry.string(Tag.PatientBirthDate)), String.valueOf(entry.string(Tag.PatientSex)),
                String.valueOf(entry.string(Tag.RequestedProcedurePriority)),
                String.valueOf(entry.string(Tag.ReferringPhysicianName)), entry.string(Tag.RequestedProcedureID)))
                .containsExactly("李^誠", "P1", "19700131", "M", "STAT", "李明", "A1");
        assertThat(entry.string(Tag.StudyInstanceUID)).startsWith("2.25.");
        assertThat(entry.contains(Tag.PatientComments)).isTrue();
        DataSet code = entry.item(Tag.RequestedProcedureCodeSequence);
        assertThat(code).isNotNull();
        assertThat(code.string(Tag.CodeMeaning)).isEqualTo("胸部平扫");
        DataSet step = entry.item(Tag.ScheduledProcedureStepSequence);
        assertThat(step).as("a sequence without keys is wanted as a whole").isNotNull();
        assertThat(step.string(Tag.ScheduledStationAETitle)).isEqualTo("TS1CT");
        assertThat(step.string(Tag.ScheduledProcedureStepStartDate)).isEqualTo("20260630");
        assertThat(step.string(Tag.ScheduledProcedureStepStartTime)).isEqualTo("093000");
        assertThat(step.string(Tag.Modality)).isEqualTo("CT");
        assertThat(step.string(Tag.ScheduledProcedureStepID)).isEqualTo("A1");
    }

    @Test
    void keysAreMatchedAsTheStandardSays() {
        place(SampleOrder.of("A1"));
        place(SampleOrder.of("A2").patient("P2", "王^小东").modality("DX").at("", LocalDateTime.of(2026, 7, 1, 14, 0)));
        place(SampleOrder.of("A3").patient("P3", "Li^Lei").at("TS1MR", LocalDateTime.of(2026, 7, 2, 8, 0)));

        assertThat(found("TS1CT", ANY, ANY)).containsExactly("A1", "A2", "A3");
        assertThat(found("TS1CT", ANY, one(Tag.Modality, "DX"))).containsExactly("A2");
        assertThat(found("TS1CT", ANY, one(Tag.ScheduledStationAETitle, "TS1MR"))).containsExactly("A3");
        assertThat(found("TS1CT", ANY, one(Tag.ScheduledStationAETitle, "TS1CT"))).as("and what may be done anywhere")
                .containsExactly("A1", "A2");
        DataSet step = find("TS1CT", ANY, one(Tag.Modality, "DX")).getFirst().item(Tag.ScheduledProcedureStepSequence);
        assertThat(step).isNotNull();
        assertThat(step.contains(Tag.ScheduledStationAETitle)).as("not asked for").isFalse();
        step = find("TS1CT", ANY, ANY).get(1).item(Tag.ScheduledProcedureStepSequence);
        assertThat(step).isNotNull();
        assertThat(step.string(Tag.ScheduledStationAETitle)).as("never without a value").isEqualTo("TS1CT");
        assertThat(found("TS1CT", ANY, one(Tag.ScheduledProcedureStepStartDate, "20260701"))).containsExactly("A2");
        assertThat(found("TS1CT", ANY, one(Tag.ScheduledProcedureStepStartDate, "20260701-"))).containsExactly("A2",
                "A3");
        assertThat(found("TS1CT", ANY, one(Tag.ScheduledProcedureStepStartDate, "-20260701"))).containsExactly("A1",
                "A2");
        assertThat(found("TS1CT", ANY, one(Tag.ScheduledProcedureStepStartTime, "08-0930"))).containsExactly("A1",
                "A3");
        assertThat(found("TS1CT", one(Tag.PatientName, "王*"), ANY)).containsExactly("A2");
        assertThat(found("TS1CT", one(Tag.PatientName, "LI*"), ANY)).containsExactly("A1", "A3");
        assertThat(found("TS1CT", one(Tag.PatientID, "P3"), ANY)).containsExactly("A3");
        assertThat(found("TS1CT", one(Tag.PatientID, "P?"), ANY)).containsExactly("A1", "A2", "A3");
        assertThat(found("TS1CT", one(Tag.AccessionNumber, "A2"), ANY)).containsExactly("A2");
        assertThat(found("TS1CT", one(Tag.RequestedProcedureID, "A1"), ANY)).containsExactly("A1");
        assertThat(found("TS1CT", one(Tag.AccessionNumber, "A9"), ANY)).isEmpty();
    }

    @Test
    void whatHasNoTimeIsDueToday() {
        place(SampleOrder.of("A1").at("", null));
        LocalDate today;
        List<String> due;
        do {
            today = LocalDate.now(ZoneId.systemDefault());
            due = found("TS1CT", ANY, one(Tag.ScheduledProcedureStepStartDate,
                    today.format(DateTimeFormatter.BASIC_ISO_DATE)));
        } while (!LocalDate.now(ZoneId.systemDefault()).equals(today));
        assertThat(due).containsExactly("A1");
        assertThat(found("TS1CT", ANY, one(Tag.ScheduledProcedureStepStartDate, "20200101"))).isEmpty();
    }

    @Test
    void othersSeeWhatIsToBeDoneAtTheirDevicesOnly() {
        place(SampleOrder.of("A1"));
        place(SampleOrder.of("A2").at("CH1MR", LocalDateTime.of(2026, 7, 1, 9, 0)));
        assertThat(found("CH1MR", ANY, ANY)).containsExactly("A2");
        assertThat(found("TS2CT", ANY, ANY)).isEmpty();
        assertThat(Await.result(user.findAll(remote("TS1VIEW"), FindQuery.worklist(keys(ANY, ANY)))))
                .as("without licence").isNotInstanceOf(ServiceResult.Completed.class);
        assertThat(database.rows("select actor from audit_event where action = 'PATIENT_SEARCH' order by actor"))
                .containsExactly(List.of("CH1MR"), List.of("TS2CT"));
    }

    private static DataSet begun(Order order, String patientId) {
        return DataSet.builder().put(Tag.PerformedProcedureStepStatus, "IN PROGRESS").put(Tag.PatientID, patientId)
                .put(Tag.PerformedStationAETitle, "TS1CT").put(Tag.Modality, "CT")
                .putSequence(Tag.ScheduledStepAttributesSequence, DataSet.builder()
                        .put(Tag.StudyInstanceUID, order.numbers().studyUid())
                        .put(Tag.AccessionNumber, order.numbers().accession())
                        .put(Tag.ScheduledProcedureStepID, order.numbers().stepId()).build())
                .build();
    }

    private Outcome create(String caller, String uid, DataSet attributes) {
        return outcome(Await.result(user.createProcedureStep(remote(caller), uid, attributes)));
    }

    private Outcome set(String caller, String uid, String status) {
        return outcome(Await.result(user.setProcedureStep(remote(caller), uid,
                DataSet.builder().put(Tag.PerformedProcedureStepStatus, status).build())));
    }

    private static Outcome outcome(ServiceResult<Outcome> result) {
        return switch (result) {
            case ServiceResult.Completed<Outcome>(Outcome outcome) -> outcome;
            case ServiceResult.Failed<Outcome> failed -> failed.outcome();
            default -> throw new AssertionError(result.inWords());
        };
    }

    private OrderState state(Order order) {
        return Await.result(orders.find(order.id(), Set.of("TS1"))).orElseThrow().progress().state();
    }

    @ParameterizedTest
    @CsvSource({ "COMPLETED, PERFORMED", "DISCONTINUED, DISCONTINUED" })
    void anOrderFollowsItsDevice(String end, OrderState state) {
        Order order = place(SampleOrder.of("A1"));
        assertThat(create("TS1CT", "1.2.5", begun(order, "P1"))).isEqualTo(Outcome.SUCCESS);
        assertThat(state(order)).isEqualTo(OrderState.IN_PROGRESS);
        assertThat(found("TS1CT", ANY, ANY)).isEmpty();
        assertThat(set("TS1CT", "1.2.5", "IN PROGRESS")).isEqualTo(Outcome.SUCCESS);
        assertThat(set("TS1CT", "1.2.5", end)).isEqualTo(Outcome.SUCCESS);

        assertThat(state(order)).isEqualTo(state);
        assertThat(Await.result(orders.history(order.id()))).extracting(OrderEvent::author).containsExactly(
                "ts1-doctor", "TS1CT", "TS1CT");
        assertThat(found("TS1CT", ANY, ANY)).hasSize(state == OrderState.DISCONTINUED ? 1 : 0);
        Outcome again = set("TS1CT", "1.2.5", "COMPLETED");
        assertThat(again.status()).isEqualTo(Status.PROCESSING_FAILURE);
        assertThat(again.errorId()).isEqualTo(0xA710);
    }

    @Test
    void whatIsWrongWithAStepIsToldAsTheStandardSays() {
        Order order = place(SampleOrder.of("A1"));
        create("TS1CT", "1.2.5", begun(order, "P1"));
        assertThat(create("TS1CT", "1.2.5", begun(order, "P1")).status()).isEqualTo(Status.DUPLICATE_SOP_INSTANCE);
        assertThat(set("TS1CT", "1.2.6", "COMPLETED").status()).isEqualTo(Status.NO_SUCH_SOP_INSTANCE);
        assertThat(set("TS2CT", "1.2.5", "COMPLETED").status()).as("of another unit")
                .isEqualTo(Status.NO_SUCH_SOP_INSTANCE);
        assertThat(set("TS1CT", "1.2.5", "DONE").status()).isEqualTo(Status.INVALID_ATTRIBUTE_VALUE);
        assertThat(state(order)).isEqualTo(OrderState.IN_PROGRESS);
    }

    @Test
    void aStepMovesNoOrderOfSomebodyElse() {
        Order order = place(SampleOrder.of("A1"));
        assertThat(create("TS1CT", "1.2.5", begun(order, "P7"))).as("another patient").isEqualTo(Outcome.SUCCESS);
        assertThat(create("TS2CT", "1.2.6", begun(order, "P1"))).as("another unit").isEqualTo(Outcome.SUCCESS);
        assertThat(create("TS1CT", "1.2.7", one(Tag.PerformedProcedureStepStatus, "IN PROGRESS")))
                .as("ordered by nobody").isEqualTo(Outcome.SUCCESS);
        assertThat(state(order)).isEqualTo(OrderState.ORDERED);
    }

    @Test
    void whatWasCancelledMeanwhileStaysCancelled() {
        Order order = place(SampleOrder.of("A1"));
        Await.result(orders.move(new OrderStep(order.id(), Set.of("TS1"), OrderMove.CANCEL, "误开", DOCTOR)));
        assertThat(create("TS1CT", "1.2.5", begun(order, "P1"))).isEqualTo(Outcome.SUCCESS);
        assertThat(set("TS1CT", "1.2.5", "COMPLETED")).isEqualTo(Outcome.SUCCESS);
        assertThat(state(order)).isEqualTo(OrderState.CANCELLED);
    }
}
