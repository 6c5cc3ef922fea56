package org.lianzhen.gateway.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource({ "LANG,en_US.UTF-8,ENGLISH", "LANG,en,ENGLISH", "LANG,zh_CN.UTF-8,CHINESE", "LANG,C.UTF-8,CHINESE",
            "LANG,POSIX,CHINESE", "LC_ALL,en_GB,ENGLISH", "LC_MESSAGES,en_GB,ENGLISH", "LANG,'',CHINESE",
            "LC_TIME,en_US,CHINESE" })
    void environmentMayAskForEnglish(String name, String value, Language expected) {
        assertThat(Language.of(List.of("run"), Map.of(name, value))).isEqualTo(expected);
    }

    @Test
    void moreSpecificVariablesGoFirst() {
        Map<String, String> environment = Map.of("LANG", "en_US.UTF-8", "LC_MESSAGES", "zh_CN.UTF-8");

        assertThat(Language.of(List.of(), environment)).isEqualTo(Language.CHINESE);
    }

    @Test
    void chineseIsTheDefault() {
        assertThat(Language.of(List.of(), Map.of())).isEqualTo(Language.CHINESE);
        assertThat(Language.of(List.of("--lang"), Map.of())).isEqualTo(Language.CHINESE);
    }

    @ParameterizedTest
    @CsvSource({ "--lang=en,,ENGLISH", "--lang,en,ENGLISH", "--lang,zh-CN,CHINESE", "--lang=zh,,CHINESE",
            "--lang=EN,,ENGLISH" })
    void optionGoesBeforeEverything(String first, String second, Language expected) {
        List<String> arguments = second == null ? List.of("dicom", first) : List.of(first, second, "dicom");
        String other = expected == Language.ENGLISH ? "zh_CN" : "en_US";

        assertThat(Language.of(arguments, Map.of("LC_ALL", other))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void tagsAreUnderstood(Language language) {
        assertThat(Language.ofTag(language.tag())).isEqualTo(language);
        assertThat(Language.ofTag("fr")).isNull();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void textsComeInTheLanguageWhateverTheMachineSpeaks(Language language) {
        String text = new Messages(Language.class, language).text("progress.left", "0:10");

        assertThat(text).contains("0:10");
        assertThat(text.contains("left")).isEqualTo(language == Language.ENGLISH);
    }

    @Test
    void missingTextsAreFaults() {
        Messages messages = new Messages(Language.class, Language.ENGLISH);

        Assertions.assertThatThrownBy(() -> messages.text("nothing")).isInstanceOf(MissingResourceException.class);
    }
}
