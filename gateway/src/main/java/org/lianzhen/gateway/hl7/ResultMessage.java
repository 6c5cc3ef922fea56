package org.lianzhen.gateway.hl7;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.vr.PersonName;
import org.lianzhen.gateway.member.MessageSender;
import org.lianzhen.gateway.member.ResultReceiver;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.ReportText;
import org.lianzhen.gateway.reading.report.SignedReport;
import org.lianzhen.gateway.reading.result.ReportResult;

/**
 * Writes a report as an unsolicited observation message (ORU^R01, HL7 v2.4 section 7.3.1). What stands in OBX is named with LOINC, the
 * study and the PDF document with what IHE Radiology uses for them.
 */
final class ResultMessage {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final ZoneId HERE = ZoneId.of("Asia/Shanghai");
    private static final String OURS = "LIANZHEN";

    private final ResultReceiver to;
    private final ReportResult result;
    private final ReportDocument report;
    private final @Nullable Order order;
    private final List<String> observations = new ArrayList<>();

    private ResultMessage(ResultReceiver to, ReportResult result) {
        this.to = to;
        this.result = result;
        this.report = result.report();
        this.order = result.order();
    }

    /** @param now when it is sent */
    static String of(ResultReceiver to, ReportResult result, Instant now) {
        return new ResultMessage(to, result).text(now);
    }

    private String text(Instant now) {
        observe();
        return head(now).toString() + patient() + visit() + control() + request() + String.join("", observations);
    }

    private SegmentText head(Instant now) {
        return new SegmentText("MSH").raw(1, SegmentText.SEPARATORS).put(2, OURS)
                .put(3, report.house().centre()).put(4, to.name().application()).put(5, to.name().facility())
                .put(6, moment(now)).raw(8, "ORU^R01").put(9, controlId(result)).put(10, "P").put(11, "2.4")
                .put(17, to.text() == MessageSender.Text.GB18030 ? "GB 18030-2000" : "UNICODE UTF-8");
    }

    /** At most 20 characters (MSH-10): what tells two messages apart of an identifier that is longer. */
    static String controlId(ReportResult result) {
        return result.id().replace("-", "").substring(0, 20);
    }

    private static String moment(Instant instant) {
        return MOMENT.format(instant.atZone(HERE));
    }

    private SegmentText patient() {
        ReadingTask.Person person = report.examination().patient();
        return new SegmentText("PID").put(1, "1").put(3, person.patientId(), "", "", person.issuer(), "MR")
                .raw(5, names(person.name())).put(7, person.birthDate()).put(8, person.sex()).put(19, idCard());
    }

    /** Characters first, as systems here look at the first name only; HL7 has suffix before prefix, DICOM prefix before suffix. */
    private static String names(String name) {
        PersonName parsed = PersonName.parse(name);
        return Stream.of(parsed.ideographic(), parsed.alphabetic()).map(ResultMessage::components)
                .filter(one -> !one.isEmpty()).collect(Collectors.joining("~"));
    }

    private static String components(PersonName.Group group) {
        return Stream.of(group.family(), group.given(), group.middle(), group.suffix(), group.prefix())
                .map(SegmentText::escaped).collect(Collectors.joining("^")).replaceAll("\\^+$", "");
    }

    private String idCard() {
        return order == null ? "" : order.content().patient().identifiers().stream()
                .filter(one -> one.kind() == Identifier.Kind.ID_CARD).map(Identifier::number).findFirst().orElse("");
    }

    private String visit() {
        OrderPatient.Visit visit = order == null ? null : order.content().patient().visit();
        return visit == null ? "" : new SegmentText("PV1").put(1, "1").put(2, switch (visit) {
            case INPATIENT -> "I";
            case EMERGENCY -> "E";
            case OUTPATIENT -> "O";
        }).toString();
    }

    private String placer() {
        return order == null ? "" : order.numbers().placer();
    }

    private SegmentText control() {
        return new SegmentText("ORC").put(1, "RE").put(2, placer()).put(3, report.examination().accessionNumber())
                .put(5, report.report().kind() == SignedReport.Kind.PRELIMINARY ? "A" : "CM");
    }

    private SegmentText request() {
        ReadingTask.Examination study = report.examination();
        String item = order == null ? "" : order.content().examination().itemCode();
        String name = order == null ? report.text().item() : order.content().examination().itemName();
        return new SegmentText("OBR").put(1, "1").put(2, placer()).put(3, study.accessionNumber())
                .put(4, item, name.isEmpty() ? study.description() : name).put(7, at(study))
                .put(13, report.text().clinicalInfo())
                .put(16, order == null ? "" : order.content().requester().doctorNumber(),
                        order == null ? "" : order.content().requester().doctor())
                .put(18, study.accessionNumber()).put(22, moment(report.report().signedAt()))
                .put(24, study.modalities().stream().findFirst().orElse("")).put(25, status())
                .raw(32, person(report.people().signer())).raw(33, person(report.people().writer()));
    }

    private static String at(ReadingTask.Examination study) {
        String time = study.studyTime().replaceAll("\\..*", "");
        return study.studyDate() + (study.studyDate().isEmpty() ? "" : time);
    }

    /** Number and name as subcomponents (CM of OBR-32). */
    private static String person(ReadingTask.Reader reader) {
        return SegmentText.escaped(reader.account()) + "&" + SegmentText.escaped(reader.name());
    }

    /** HL7 table 0123. */
    private String status() {
        return switch (report.report().kind()) {
            case PRELIMINARY, PROPOSAL -> "P";
            case FINAL -> "F";
            case AMENDMENT -> "C";
            case WITHDRAWAL -> "X";
        };
    }

    /** HL7 table 0085: what was withdrawn was wrong as a whole. */
    private String observedStatus() {
        return report.report().kind() == SignedReport.Kind.WITHDRAWAL ? "W" : status();
    }

    private void observe() {
        observe("HD", "113014^DICOM Study^DCM", SegmentText.escaped(report.examination().studyInstanceUid()));
        ReportText text = report.text();
        words("55111-9^检查技术^LN", text.technique());
        words("18834-2^对比检查^LN", text.comparison());
        words("59776-5^检查所见^LN", text.findings());
        words("19005-8^诊断意见^LN", text.impression());
        words("18783-1^建议^LN", text.recommendations());
        words("^变更原因^L", report.change().reason());
        result.pages().ifPresent(pages -> observe("ED", "18748-4^Diagnostic imaging report^LN",
                "LIANZHEN^AP^PDF^Base64^" + Base64.getEncoder().encodeToString(pages.pdf())));
    }

    private void words(String what, String text) {
        if (!text.isBlank()) {
            observe("FT", what, SegmentText.escaped(text));
        }
    }

    private void observe(String type, String what, String value) {
        observations.add(new SegmentText("OBX").put(1, String.valueOf(observations.size() + 1)).put(2, type)
                .raw(3, what).raw(5, value).put(8, what.startsWith("19005-8") ? abnormal() : "")
                .put(11, observedStatus()).put(14, moment(report.report().signedAt()))
                .put(16, report.people().signer().account(), report.people().signer().name()).toString());
    }

    private String abnormal() {
        Boolean positive = report.text().positive();
        return positive == null ? "" : positive ? "A" : "N";
    }
}
