package org.lianzhen.gateway.reading.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.reading.report.ReportText;
import org.lianzhen.gateway.reading.template.TemplateContent.Fit;
import org.lianzhen.gateway.reading.template.TemplateContent.Kind;
import org.lianzhen.gateway.reading.template.TemplateContent.Words;

class StarterTemplatesTest {
    private final List<TemplateContent> starters = StarterTemplates.read();

    @ParameterizedTest
    @CsvSource({ "胸部 CT 平扫（正常）, xbctpszc", "Lung-RADS 2, lungrads2", "腰椎 MR, yzmr", "'【】，', ''" })
    void aNameIsFoundByTheFirstLettersOfItsSyllables(String name, String initials) {
        assertThat(Initials.of(name)).isEqualTo(initials);
    }

    @Test
    void whatComesWithTheGatewayCoversTheCommonItems() {
        for (String modality : List.of("CR", "DX", "CT", "MR", "US", "MG")) {
            List<TemplateContent> of = starters.stream().filter(one -> one.fit().modalities().contains(modality))
                    .toList();
            assertThat(of).as(modality).extracting(TemplateContent::positive).contains(true, false);
        }
        assertThat(starters).extracting(TemplateContent::name).doesNotHaveDuplicates();
        assertThat(starters).extracting(TemplateContent::kind).contains(Kind.TEMPLATE, Kind.PHRASE);
    }

    @Test
    void bracketsOfWhatIsToBeFilledInAreClosed() {
        assertThat(starters).allSatisfy(one -> {
            String words = TemplateJson.json(one).encode();
            assertThat(words.chars().filter(letter -> letter == '【').count())
                    .isEqualTo(words.chars().filter(letter -> letter == '】').count());
            assertThat(words).doesNotContain("【【", "】】");
        });
    }

    @Test
    void itIsTheSameAfterItWasKept() {
        assertThat(starters).allSatisfy(
                one -> assertThat(TemplateJson.of(TemplateJson.json(one))).isEqualTo(one));
    }

    @Test
    void aPhraseHasOneTextAndATemplateSaysSomething() {
        var fit = new Fit(List.of(), List.of());
        assertThat(new TemplateContent(Kind.PHRASE, "a", fit, null, new Words("", "", "b", "", "")).isWhole()).isTrue();
        assertThat(new TemplateContent(Kind.PHRASE, "a", fit, null, new Words("", "", "b", "c", "")).isWhole())
                .isFalse();
        assertThat(new TemplateContent(Kind.PHRASE, "a", fit, null, new Words("b", "", "", "c", "")).isWhole())
                .isFalse();
        assertThat(new TemplateContent(Kind.TEMPLATE, "a", fit, null, new Words("b", "c", "", "", "d")).isWhole())
                .isFalse();
        assertThat(new TemplateContent(Kind.TEMPLATE, "a", fit, null, new Words("", "", "", "c", "")).isWhole())
                .isTrue();
    }

    @Test
    void aReportWithAPlaceThatNobodyHasFilledInIsNotComplete() {
        assertThat(report("右肺结节【】mm").missing()).containsExactly(ReportText.Element.BLANK);
        assertThat(report("【右肺】结节").missing()).containsExactly(ReportText.Element.BLANK);
        assertThat(report("右肺结节 5 mm").missing()).isEmpty();
    }

    private static ReportText report(String findings) {
        return new ReportText("胸部 CT", "平扫", "", "", findings, "结节", "", true, List.of());
    }
}
