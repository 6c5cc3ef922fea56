package org.lianzhen.gateway.reading.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.reading.queue.ReadingTask;

class CautionTest {

    @ParameterizedTest
    @CsvSource({ "M, '', CHEST, 两肺纹理清晰, ''", "F, '', PELVIS, 子宫形态正常, ''", "M, '', PELVIS, 子宫形态正常, SEX",
            "F, '', PELVIS, 前列腺增大, SEX", "O, '', PELVIS, 前列腺增大, ''", "'', '', PELVIS, 前列腺增大, ''",
            "M, L, HAND, 右手第二掌骨骨折, LATERALITY", "M, L, HAND, 左手第二掌骨骨折, ''",
            "M, L, HAND, 左手骨折较右手明显, ''", "M, R, KNEE, Left knee effusion, LATERALITY",
            "M, L R, HAND, 右手骨折, ''", "M, '', CHEST, 肝内钙化灶, BODY_PART", "M, '', CHEST ABDOMEN, 肝内钙化灶, ''",
            "M, '', UNHEARDOF, 肝内钙化灶, ''", "M, '', '', 肝内钙化灶, ''", "M, '', CHEST, 未见异常, ''",
            "M, L, KNEE, 右侧前列腺旁子宫, SEX LATERALITY BODY_PART", "M, '', CHEST, '', ''" })
    void tellsWhatContradictsTheImages(String sex, String sides, String parts, String words, String cautions) {
        var text = new ReportText("", "", "", "", words, "", "", null, List.of());
        assertThat(Caution.of(text, examination(sex, sides, parts), List.of()))
                .containsExactlyElementsOf(words(cautions).stream().map(Caution::valueOf).toList());
    }

    private static ReadingTask.Examination examination(String sex, String sides, String parts) {
        return new ReadingTask.Examination("1.2", new ReadingTask.Person("王^小东", "王小东", "P1", "", "", sex), "", "",
                "", "", List.of("CT"), words(parts), words(sides), 1);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
