package org.lianzhen.gateway.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.reading.critical.CriticalFlag;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.report.CriticalWords;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.ReportText;
import org.lianzhen.gateway.reading.report.SignedReport;

/** One report as a page in Chinese, for paper of size A4. */
final class ReportHtml {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
            .withZone(MemberDirectory.ZONE);
    private static final DateTimeFormatter BASIC = DateTimeFormatter.BASIC_ISO_DATE;
    private static final int SIGNATURE_SHOWN = 24;
    private static final String STYLE = style();

    private final ReportDocument report;
    private final Letters letters;
    private final StringBuilder page = new StringBuilder(4096);

    ReportHtml(ReportDocument report, Letters letters) {
        this.report = report;
        this.letters = letters;
    }

    private static String style() {
        try (InputStream style = Objects.requireNonNull(ReportHtml.class.getResourceAsStream("report.css"))) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        String families = letters.families().stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        page.append("<html lang=\"zh-CN\"><head><meta charset=\"UTF-8\"/><style>")
                .append(STYLE.replace("FAMILIES", families)).append("</style></head><body>");
        letterhead();
        people();
        criticals();
        findings();
        signatures();
        return page.append("</body></html>").toString();
    }

    private void letterhead() {
        ReportDocument.House house = report.house();
        element("div", "unit", house.unitName());
        element("h1", "", "影像诊断报告");
        element("div", "centre", "阅片中心:" + house.centreName());
        mark(mark(report.report().kind()));
        mark(report.found().critical() ? "危急值" : "");
        ReportDocument.Change change = report.change();
        if (change.replacedBy() > 0) {
            mark("本版已被第 " + change.replacedBy() + " 版代替,请勿使用");
        }
        if (!change.reason().isBlank()) {
            element("div", "reason", "原因:" + change.reason());
        }
    }

    private void mark(String text) {
        if (!text.isEmpty()) {
            element("div", "mark", text);
        }
    }

    private static String mark(SignedReport.Kind kind) {
        return switch (kind) {
            case FINAL -> "";
            case PRELIMINARY -> "临时报告(尚未审核,以正式报告为准)";
            case PROPOSAL -> "更正待审核(尚未生效)";
            case AMENDMENT -> "更正报告(代替以前签发的报告)";
            case WITHDRAWAL -> "报告已撤回(以前签发的报告作废,请勿使用)";
        };
    }

    private void people() {
        ReadingTask.Examination examination = report.examination();
        ReadingTask.Person patient = examination.patient();
        page.append("<table class=\"head\">");
        row("姓名", patient.spoken(), "性别", sex(patient.sex()));
        row("年龄", age(patient.birthDate(), examination.studyDate()), "出生日期", day(patient.birthDate()));
        row("患者号", patient.patientId(), "检查号", examination.accessionNumber());
        row("检查时间", day(examination.studyDate()) + " " + time(examination.studyTime()), "设备类型",
                String.join(" ", examination.modalities()));
        row("检查单位", report.house().unitName(), "报告版本",
                "第 " + report.report().issue() + " 版");
        page.append("</table>");
        page.append("<table class=\"head wide\">");
        wide("检查项目", report.text().item());
        wide("检查技术", report.text().technique());
        wide("临床信息", report.text().clinicalInfo());
        wide("对比检查", report.text().comparison());
        page.append("</table>");
    }

    /** So that whoever has the paper alone knows it, too. */
    private void criticals() {
        for (CriticalFlag one : report.found().criticals()) {
            section("危急值", String.join("\n", CriticalWords.lines(one)));
        }
    }

    private void findings() {
        ReportText text = report.text();
        section("影像所见", text.findings());
        section("影像诊断", text.impression());
        Boolean positive = text.positive();
        if (positive != null) {
            section("阳性/阴性", positive ? "阳性" : "阴性");
        }
        section("建议", text.recommendations());
        int images = text.keyImages().size();
        if (images > 0) {
            section("关键图像", images + " 幅,见随本报告的关键图像列表");
        }
        int measured = report.found().measurements().size();
        if (measured > 0) {
            section("测量", measured + " 项,见随本报告的测量报告");
        }
    }

    private void section(String title, String text) {
        if (!text.isBlank()) {
            page.append("<div class=\"section\">");
            element("h2", "", title);
            for (String line : text.strip().split("\\R", -1)) {
                element("p", "", line);
            }
            page.append("</div>");
        }
    }

    private void signatures() {
        ReportDocument.People people = report.people();
        SignedReport signed = report.report();
        Instant written = people.writtenAt();
        boolean alone = people.writer().account().equals(people.signer().account());
        page.append("<table class=\"signed\">");
        if (alone) {
            row("报告医师", people.signer().name(), "签名时间", CLOCK.format(signed.signedAt()));
        } else {
            row("报告医师", people.writer().name(), "签名时间", written == null ? "" : CLOCK.format(written));
            row("审核医师", people.signer().name(), "签名时间", CLOCK.format(signed.signedAt()));
        }
        page.append("</table>");
        String value = signed.signature().value();
        element("div", "signature", "电子签名(" + signed.signature().algorithm() + "):" + value.substring(0,
                Math.min(SIGNATURE_SHOWN, value.length())) + (value.length() > SIGNATURE_SHOWN ? "…" : ""));
        element("div", "signature", "检查 UID:" + report.examination().studyInstanceUid());
    }

    private void row(String name, String value, String otherName, String otherValue) {
        page.append("<tr>");
        cells(name, value);
        cells(otherName, otherValue);
        page.append("</tr>");
    }

    private void wide(String name, String value) {
        if (!value.isBlank()) {
            page.append("<tr>");
            cells(name, value);
            page.append("</tr>");
        }
    }

    private void cells(String name, String value) {
        element("th", "", name);
        element("td", "", value.isBlank() ? "—" : value.strip());
    }

    private void element(String tag, String style, String text) {
        page.append('<').append(tag);
        if (!style.isEmpty()) {
            page.append(" class=\"").append(style).append('"');
        }
        page.append('>').append(escaped(letters.writable(text))).append("</").append(tag).append('>');
    }

    /** What XML cannot have at all is left out. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                default -> {
                    if (c >= ' ' || c == '\t') {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }

    private static String sex(String code) {
        return switch (code) {
            case "M" -> "男";
            case "F" -> "女";
            default -> code.isEmpty() ? "" : "其他";
        };
    }

    private static String day(String date) {
        try {
            return LocalDate.parse(date, BASIC).toString();
        } catch (DateTimeParseException e) {
            return date;
        }
    }

    private static String time(String time) {
        return time.matches("\\d{4,6}(\\..*)?") ? time.substring(0, 2) + ":" + time.substring(2, 4) : time;
    }

    /** On the day of the study; small children in months or days. */
    private static String age(String birth, String study) {
        try {
            Period age = Period.between(LocalDate.parse(birth, BASIC), LocalDate.parse(study, BASIC));
            if (age.isNegative()) {
                return "";
            }
            return age.getYears() > 2 ? age.getYears() + " 岁"
                    : age.toTotalMonths() > 0 ? age.toTotalMonths() + " 月" : age.getDays() + " 天";
        } catch (DateTimeParseException e) {
            return "";
        }
    }
}
