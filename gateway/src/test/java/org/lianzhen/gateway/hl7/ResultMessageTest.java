package org.lianzhen.gateway.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.v24.group.ORU_R01_ORDER_OBSERVATION;
import ca.uhn.hl7v2.model.v24.message.ORU_R01;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.member.MessageSender;
import org.lianzhen.gateway.member.ResultReceiver;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderContent;
import org.lianzhen.gateway.order.OrderNumbers;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.order.OrderState;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.SampleReports;
import org.lianzhen.gateway.reading.result.ReportResult;

class ResultMessageTest {
    private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");
    private static final String ID = "0190c0de-1234-7abc-8def-0123456789ab";

    static ResultReceiver receiver(int port, MessageSender.Text text) {
        return new ResultReceiver("TS1HIS", "TS1", new ResultReceiver.Address("127.0.0.1", port, false, null),
                new ResultReceiver.Name("HIS", "TS1"), text, Set.of());
    }

    static ReportResult result(ReportDocument report) {
        return new ReportResult(ID, report, null, Optional.empty());
    }

    private static Order order() {
        var patient = new OrderPatient("TS1", "P1", "王小东", "19800229", "M",
                List.of(Identifier.idCard("110101198002290018").orElseThrow()), OrderPatient.Visit.INPATIENT);
        var content = new OrderContent(patient, new OrderContent.Examination("CT", "C101", "胸部 CT 平扫", "CHEST", ""),
                new OrderContent.Reason(Urgency.ROUTINE, "咳嗽", ""), new OrderContent.Requester("李明", "D1", "内科", ""),
                OrderContent.Schedule.ANY);
        return new Order(new UUID(0, 1), "TS1", Order.Source.HL7, new OrderNumbers("A7", "H-77", "", "", "1.2.3"),
                content, new Order.Progress(OrderState.PERFORMED, List.of("1.2.3"), NOW, NOW), 1);
    }

    private static String text(ReportDocument report, @Nullable Order order, Optional<ReportResult.Pages> pages) {
        return ResultMessage.of(receiver(1, MessageSender.Text.GB18030), new ReportResult(ID, report, order, pages),
                NOW);
    }

    private static Segments read(ReportDocument report, @Nullable Order order) throws RefusedMessage {
        return Segments.of(text(report, order, Optional.empty()));
    }

    private static List<String> observations(Segments message, int field, int component) {
        return message.all().stream().filter(one -> one.getName().equals("OBX"))
                .map(one -> Segments.text(one, field, component)).toList();
    }

    @Test
    void aMessageSaysWhoSendsWhatToWhom() throws Exception {
        Header header = Header
                .of(text(SampleReports.approved("王^小东", "结节"), null, Optional.empty())
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(header.route()).isEqualTo(new Header.Route("LIANZHEN", "IMG", "HIS", "TS1"));
        assertThat(List.of(header.type(), header.event(), header.controlId(), header.version(), header.charset()))
                .containsExactly("ORU", "R01", "0190c0de12347abc8def", "2.4", "GB 18030-2000");
        assertThat(ResultMessage.of(receiver(1, MessageSender.Text.UTF_8),
                result(SampleReports.approved("王^小东", "结节")), NOW)).contains("|UNICODE UTF-8\r");
    }

    @Test
    void aStrictReaderTakesItForAResult() throws Exception {
        try (HapiContext strict = new DefaultHapiContext()) {
            var message = (ORU_R01) strict.getPipeParser()
                    .parse(text(SampleReports.approved("王^小东", "结节"), order(), Optional.empty()));
            ORU_R01_ORDER_OBSERVATION group = message.getPATIENT_RESULT().getORDER_OBSERVATION();
            assertThat(message.getPATIENT_RESULT().getPATIENT().getPID().getPatientName(0).getGivenName().getValue())
                    .isEqualTo("小东");
            assertThat(message.getPATIENT_RESULT().getPATIENT().getVISIT().getPV1().getPatientClass().getValue())
                    .isEqualTo("I");
            assertThat(group.getOBR().getResultStatus().getValue()).isEqualTo("F");
            assertThat(group.getOBSERVATIONReps()).isEqualTo(6);
        }
    }

    @Test
    void thePatientIsReadAsTheOneOfTheReport() throws Exception {
        Segments message = read(SampleReports.approved("Wang^XiaoDong=王^小东", "结节"), order());
        OrderPatient patient = new PatientReader(message, "TS1").patient();
        assertThat(patient.name()).isEqualTo("Wang^XiaoDong=王^小东");
        assertThat(List.of(patient.issuer(), patient.patientId(), patient.birthDate(), patient.sex()))
                .containsExactly("ISS", "P1", "19800229", "M");
        assertThat(patient.identifiers()).containsExactly(Identifier.idCard("110101198002290018").orElseThrow());
        assertThat(Segments.text(message.first("PID"), 5, 1)).as("who looks at one name sees characters")
                .isEqualTo("王");
    }

    @Test
    void theRequestIsTheOneThatWasOrdered() throws Exception {
        Segments message = read(SampleReports.approved("王^小东", "结节"), order());
        Segment obr = message.required("OBR");
        assertThat(List.of(Segments.text(obr, 2, 1), Segments.text(obr, 3, 1), Segments.text(obr, 4, 1),
                Segments.text(obr, 4, 2), Segments.text(obr, 7, 1), Segments.text(obr, 16, 1),
                Segments.text(obr, 16, 2), Segments.text(obr, 18, 1), Segments.text(obr, 22, 1),
                Segments.text(obr, 24, 1)))
                .containsExactly("H-77", "A7", "C101", "胸部 CT 平扫", "20260301101500", "D1", "李明", "A7", "20260301113000",
                        "CT");
        assertThat(Segments.text(message.required("ORC"), 2, 1)).isEqualTo("H-77");
    }

    @Test
    void withoutAnOrderTheReportSaysWhatWasExamined() throws Exception {
        Segments message = read(SampleReports.approved("王^小东", "结节"), null);
        assertThat(Segments.text(message.required("OBR"), 4, 2)).isEqualTo("胸部 CT 平扫");
        assertThat(Segments.text(message.required("ORC"), 2, 1)).isEmpty();
        assertThat(message.first("PV1")).isEmpty();
    }

    @Test
    void whatIsWrittenComesWithItsNames() throws Exception {
        Segments message = read(SampleReports.approved("王^小东", "右肺 | 结节 & 钙化^~\\\n边界清"), null);
        assertThat(observations(message, 3, 1)).containsExactly("113014", "55111-9", "18834-2", "59776-5", "19005-8",
                "18783-1");
        assertThat(observations(message, 2, 1)).containsExactly("HD", "FT", "FT", "FT", "FT", "FT");
        assertThat(observations(message, 5, 1)).containsExactly("1.2.3", "平扫", "2025-12-01 胸片",
                "右肺 | 结节 & 钙化^~\\\n边界清", "右肺上叶磨玻璃结节。\n建议复查。", "6 个月后复查");
        assertThat(observations(message, 8, 1)).containsExactly("", "", "", "", "A", "");
        assertThat(observations(message, 16, 2)).containsOnly("赵主任");
    }

    @ParameterizedTest
    @CsvSource({ "PRELIMINARY, P, P, A", "FINAL, F, F, CM", "AMENDMENT, C, C, CM", "WITHDRAWAL, X, W, CM" })
    void itSaysWhatItIsWorth(String kind, String result, String observation, String order) throws Exception {
        Segments message = read(switch (kind) {
            case "PRELIMINARY" -> SampleReports.preliminary("王^小东", "结节");
            case "FINAL" -> SampleReports.approved("王^小东", "结节");
            case "AMENDMENT" -> SampleReports.amended("左右写反");
            default -> SampleReports.withdrawn("左右写反");
        }, null);
        assertThat(Segments.text(message.required("OBR"), 25, 1)).isEqualTo(result);
        assertThat(observations(message, 11, 1)).containsOnly(observation);
        assertThat(Segments.text(message.required("ORC"), 5, 1)).isEqualTo(order);
        assertThat(observations(message, 5, 1).contains("左右写反")).isEqualTo("CW".contains(observation));
    }

    @Test
    void thePrintedReportComesAlongAsBytes() throws Exception {
        byte[] pdf = "%PDF-1.7\n…".getBytes(StandardCharsets.UTF_8);
        Segments message = Segments.of(text(SampleReports.approved("王^小东", "结节"), null,
                Optional.of(new ReportResult.Pages(pdf))));
        Segment last = message.all().getLast();
        assertThat(List.of(Segments.text(last, 2, 1), Segments.text(last, 3, 1), Segments.text(last, 5, 3),
                Segments.text(last, 5, 4))).containsExactly("ED", "18748-4", "PDF", "Base64");
        assertThat(Base64.getDecoder().decode(Segments.text(last, 5, 5))).isEqualTo(pdf);
    }

    @ParameterizedTest
    @ValueSource(strings = { "王|二^小\\F\\东", "欧阳^娜娜=", "𠀀^㐂" })
    void noNameOpensAField(String name) throws Exception {
        Segments message = read(SampleReports.approved(name, "结节"), null);
        assertThat(message.all()).extracting(Segment::getName).startsWith("MSH", "PID", "ORC", "OBR", "OBX");
        assertThat(new PatientReader(message, "TS1").patient().name()).isEqualTo(name.replaceAll("=$", ""));
    }
}
