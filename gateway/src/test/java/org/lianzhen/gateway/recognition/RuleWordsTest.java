package org.lianzhen.gateway.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.member.Unit;
import org.lianzhen.gateway.recognition.ExamResult.ImageGrade;
import org.lianzhen.gateway.recognition.ExamResult.ImageState;
import org.lianzhen.gateway.recognition.ExamResult.Quality;
import org.lianzhen.gateway.recognition.ExamResult.ReportStatus;
import org.lianzhen.gateway.version.DocumentException;

/** What a doctor reads of each rule. */
class RuleWordsTest {
    private static final Instant NOW = Instant.parse("2026-06-30T01:00:00Z");
    private static final Place CH1 = new Place("CH1", "XX1", "341322", Unit.Level.COUNTY);
    private static final Place TS1 = new Place("TS1", "XX1", "341322", Unit.Level.TOWNSHIP);

    private static final RecognitionEngine ENGINE = new RecognitionEngine(
            CatalogueBook.of(new TestDocuments()).inForce().content());

    /** A result that can be made worse. */
    private static final class Made {
        private String person = "P1";
        private boolean verified = true;
        private Place unit = TS1;
        private String item = "CT-CHEST-P";
        private String side = "";
        private int days = 1;
        private ExamResult.Standing standing = new ExamResult.Standing(ReportStatus.FINAL, ImageState.ONLINE,
                ImageGrade.A);
        private ExamResult.Vouching vouching = new ExamResult.Vouching(Quality.PASS, List.of(), false, false);

        Sentence last(String ordered, String orderedSide) {
            var order = new OrderIntent("P1", CH1, ordered, orderedSide, EnumSet.noneOf(OrderFlag.class), NOW);
            var result = new ExamResult("E1", person, verified, unit, item, side, NOW.minusSeconds(days * 86_400L),
                    standing, vouching);
            return ENGINE.judge(order, List.of(result)).trace().getLast().text();
        }

        Sentence last() {
            return last("CT-CHEST-P", "");
        }
    }

    @Test
    void whoseItIs() {
        var made = new Made();
        made.verified = false;
        assertThat(made.last()).isEqualTo(
                new Sentence("患者身份未核实，只有姓名相同", "The patient is known by the name only"));
        made.person = "P2";
        assertThat(made.last()).isEqualTo(new Sentence("不是同一患者的结果", "It is another patient's"));
    }

    @ParameterizedTest
    @CsvSource({ "PRELIMINARY, 报告尚未签发, Its report is not final yet", "REGISTERED, 报告尚未签发, Its report is not final yet",
            "WITHDRAWN, 报告已撤回, Its report was withdrawn" })
    void howFarItsReportIs(ReportStatus status, String zh, String en) {
        var made = new Made();
        made.standing = new ExamResult.Standing(status, ImageState.ONLINE, ImageGrade.A);
        assertThat(made.last()).isEqualTo(new Sentence(zh, en));
    }

    @Test
    void whatIsNotInTheCatalogue() {
        var made = new Made();
        assertThat(made.last("US-ABD", "").zh()).isEqualTo("所开项目不在互认目录内");
        made.item = "US-ABD";
        assertThat(made.last().zh()).isEqualTo("已有结果的项目不在互认目录内");
        assertThat(made.last().en()).isEqualTo("What was examined is not in the catalogue");
    }

    @Test
    void whatDoesNotAnswerTheOrder() {
        var made = new Made();
        assertThat(made.last("CT-CHEST-E", "").zh()).isEqualTo("已有的“胸部CT平扫”不能代替所开的“胸部CT增强”（部位、方式或增强不同）");
        assertThat(made.last("CT-CHEST-E", "").en())
                .isEqualTo("Chest CT without contrast does not answer Chest CT with contrast: "
                        + "another part of the body, method or contrast");
        made.item = "MR-KNEE-P";
        made.side = "R";
        assertThat(made.last("MR-KNEE-P", "L")).isEqualTo(new Sentence("检查侧别不同", "It is of the other side"));
    }

    @ParameterizedTest
    @CsvSource({ "91, 超过有效期 1 天（检查日期 2026-03-31，有效期 90 天）, 'Out of date by 1 day (2026-03-31, valid for 90 days)'",
            "100, 超过有效期 10 天（检查日期 2026-03-22，有效期 90 天）, 'Out of date by 10 days (2026-03-22, valid for 90 days)'",
            "-1, 检查日期在今天之后, It is dated after today" })
    void whatIsOutOfDate(int days, String zh, String en) {
        var made = new Made();
        made.days = days;
        assertThat(made.last()).isEqualTo(new Sentence(zh, en));
    }

    @Test
    void whoIsSuspendedOrFailed() {
        var made = new Made();
        made.vouching = new ExamResult.Vouching(Quality.PASS, List.of(), false, true);
        assertThat(made.last().zh()).isEqualTo("出具单位或其互认标识在此期间被暂停");
        made.vouching = new ExamResult.Vouching(Quality.FAIL, List.of(), false, false);
        assertThat(made.last().zh()).isEqualTo("出具单位该项目质控不合格");
    }

    @Test
    void howItsImagesAre() {
        var made = new Made();
        made.standing = new ExamResult.Standing(ReportStatus.FINAL, ImageState.ABSENT, ImageGrade.A);
        assertThat(made.last()).isEqualTo(new Sentence("原始图像无法调阅", "Its images cannot be had"));
        made.standing = new ExamResult.Standing(ReportStatus.FINAL, ImageState.ONLINE, ImageGrade.REJECT);
        assertThat(made.last().zh()).isEqualTo("图像质量为丙级或废片");
    }

    @Test
    void whoVouchesForIt() {
        var made = new Made();
        assertThat(made.last().zh()).isEqualTo("同一医共体，质控合格：应当互认");
        made.vouching = new ExamResult.Vouching(Quality.PASS, List.of(new MarkScope(MarkScope.Type.NATIONAL, "")),
                false,
                false);
        assertThat(made.last().zh()).isEqualTo("质控合格，互认标识覆盖本单位：应当互认");
        made.vouching = new ExamResult.Vouching(Quality.PASS, made.vouching.marks(), true, false);
        assertThat(made.last().zh()).isEqualTo("质控合格，但设备低于该项目的最低要求：可以互认");
        made.vouching = new ExamResult.Vouching(Quality.UNKNOWN, List.of(), true, false);
        assertThat(made.last().zh()).as("the device is not the point").isEqualTo("同一医共体，没有质控结论：可以互认");
        made.unit = new Place("OUT1", null, "370700", null);
        assertThat(made.last()).isEqualTo(RuleWords.OTHERWISE);
        made.unit = CH1;
        assertThat(made.last().zh()).isEqualTo("是本单位已有的结果，属于院内重复检查");
    }

    @Test
    void whatIsSwitchedOff() throws DocumentException {
        String document = CatalogueBook.of(new TestDocuments()).inForce().version().document();
        var off = new RecognitionEngine(CatalogueReader.read(document.replace("units: []", "units: [TS1]")));
        var order = new OrderIntent("P1", CH1, "CT-CHEST-P", "", EnumSet.noneOf(OrderFlag.class), NOW);
        var result = new ExamResult("E1", "P1", true, TS1, "CT-CHEST-P", "", NOW, new Made().standing,
                new Made().vouching);
        assertThat(off.judge(order, List.of(result)).trace().getLast().text().zh())
                .isEqualTo("质控合格，但该方向或试点的互认尚未开启：可以互认");
    }
}
