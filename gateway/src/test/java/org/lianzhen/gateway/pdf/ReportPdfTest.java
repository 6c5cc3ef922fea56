package org.lianzhen.gateway.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.reading.report.Measurement;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.SampleReports;
import org.lianzhen.gateway.reading.report.SignedReport;

class ReportPdfTest {
    @TempDir
    static Path none;

    private static ReportPdf pages;

    @BeforeAll
    static void open() {
        assumeTrue(ReportPdf.class.getResource("/fonts/NotoSansSC-Regular.ttf") != null,
                "the client, with its fonts, is not built");
        pages = new ReportPdf(none.resolve("fonts"));
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            // the blanks that the layout makes between letters mean nothing
            return new PDFTextStripper().getText(document).replaceAll("[ \\u00a0]+", " ");
        }
    }

    private static int pageCount(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }

    private static List<PDFont> fonts(PDDocument document) throws IOException {
        List<PDFont> fonts = new ArrayList<>();
        for (PDPage page : document.getPages()) {
            for (COSName name : page.getResources().getFontNames()) {
                fonts.add(page.getResources().getFont(name));
            }
        }
        return fonts;
    }

    @Test
    void aFinalReportHasAllThatWasSigned() throws IOException {
        byte[] pdf = pages.pdf(SampleReports.approved("Wang^XiaoDong=王^小东", "右肺上叶见磨玻璃结节,约 6 mm。\n余肺清晰 < 5 & 无殊。"));
        assertThat(text(pdf)).contains("南关镇卫生院", "影像诊断报告", "阅片中心:县影像诊断中心", "王小东", "男", "46 岁", "1980-02-29", "P1",
                "A7", "2026-03-01 10:15", "CT", "胸部 CT 平扫", "平扫", "咳嗽三天", "2025-12-01 胸片", "右肺上叶见磨玻璃结节,约 6 mm。",
                "余肺清晰 < 5 & 无殊。", "右肺上叶磨玻璃结节。", "建议复查。", "阳性", "6 个月后复查", "2 幅", "李医生", "赵主任", "2026-03-01 10:03:04",
                "2026-03-01 11:30:00", "ECDSA", "MEUCIQDabcdef", "第 2 版", "1.2.3", "第 1 / 1 页")
                .doesNotContain("临时报告");
    }

    @Test
    void aPreliminaryReportIsMarkedAndNamesItsWriterAlone() throws IOException {
        assertThat(text(pages.pdf(SampleReports.preliminary("王^小东", "结节"))))
                .contains("临时报告(尚未审核,以正式报告为准)", "李医生", "2026-03-01 10:03:04").doesNotContain("审核医师");
    }

    @Test
    void aCriticalValueIsToldWithWhoKnowsOfItAndWhoHasReadItBack() throws IOException {
        ReportDocument report = SampleReports.approved("王^小东", "结节");
        assertThat(text(pages.pdf(SampleReports.critical(report, List.of(SampleReports.critical(true))))))
                .contains("危急值", "张力性气胸:左肺压缩 80%", "报告人:李医生,2026-03-01 10:03",
                        "通知:王主任(短信,2026-03-01 10:04)", "回读:周医生(电话,2026-03-01 10:06):左侧张力性气胸");
        assertThat(text(pages.pdf(SampleReports.critical(report, List.of(SampleReports.critical(false))))))
                .contains("回读:尚未回读");
        assertThat(text(pages.pdf(report))).doesNotContain("危急值");
    }

    @Test
    void measurementsAreCounted() throws IOException {
        ReportDocument report = SampleReports.measured(SampleReports.approved("王^小东", "结节"),
                List.of(SampleReports.measurement(1, Measurement.Kind.LENGTH, 1, 2, 3, 4)));
        assertThat(text(pages.pdf(report))).contains("1 项,见随本报告的测量报告");
    }

    @Test
    void whatAnotherVersionHasReplacedSaysSo() throws IOException {
        SignedReport first = SampleReports.report("王^小东", 1, SampleReports.text("结节"));
        SignedReport last = SampleReports.report("王^小东", 2, SampleReports.text("结节"));
        assertThat(text(pages.pdf(ReportDocument.of(first, List.of(first, last))))).contains("本版已被第 2 版代替");
        assertThat(text(pages.pdf(ReportDocument.of(last, List.of(first, last))))).doesNotContain("代替");
    }

    @Test
    void aLongReportGoesOnOverPagesThatAreCounted() throws IOException {
        byte[] pdf = pages.pdf(SampleReports.approved("王^小东", "双肺纹理清晰,走行自然,未见异常密度影。".repeat(200)));
        int count = pageCount(pdf);
        assertThat(count).isGreaterThan(2);
        assertThat(text(pdf)).contains("第 1 / " + count + " 页", "第 " + count + " / " + count + " 页");
    }

    @Test
    void everyFontIsWithinAndOnlyWhatIsNeededOfIt() throws IOException {
        byte[] pdf = pages.pdf(SampleReports.approved("王^小东", "结节"));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(fonts(document)).isNotEmpty().allSatisfy(font -> {
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                assertThat(font.getName()).matches("[A-Z]{6}\\+.*NotoSansSC.*");
            });
        }
        assertThat(pdf.length).isLessThan(100_000);
    }

    @Test
    void theSameReportIsTheSameBytes() {
        ReportDocument report = SampleReports.approved("王^小东", "结节");
        assertThat(Arrays.hashCode(pages.pdf(report))).isEqualTo(Arrays.hashCode(pages.pdf(report)))
                .isNotEqualTo(Arrays.hashCode(pages.pdf(SampleReports.approved("王^小东", "结节。"))));
    }

    @Test
    void rareNamesAreWrittenWhenAFontHasThem() throws IOException {
        assumeTrue(Files.exists(Path.of("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf")));
        byte[] pdf = pages.pdf(SampleReports.approved("刘^𠀀", "结节"));
        assertThat(text(pdf)).contains("刘𠀀");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(fonts(document)).anySatisfy(font -> assertThat(font.getName()).contains("HanaMinB"))
                    .allMatch(PDFont::isEmbedded);
        }
    }

    @Test
    void whatNoFontHasIsToldByItsNumber() throws IOException {
        assertThat(text(pages.pdf(SampleReports.approved("刘^\uD83E\uDEA9", "结节 ㎜ 誠")))).contains("刘[U+1FAA9]", "誠");
    }
}
