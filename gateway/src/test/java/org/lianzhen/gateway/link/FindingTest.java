package org.lianzhen.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences for people. */
class FindingTest {
    private static final Pattern CODE = Pattern.compile("(?:ok|failed|skipped)\\((?:[a-z.()]+ \\? )?\"([a-z.-]+)\"");
    private static final Path SOURCES = Path.of("src/main/java/org/lianzhen/gateway/link");

    private static Set<String> codes(String language) {
        ResourceBundle bundle = ResourceBundle.getBundle("org.lianzhen.gateway.link.findings",
                Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new TreeSet<>(Collections.list(bundle.getKeys()));
    }

    @Test
    void bothLanguagesHaveTheSameSentences() {
        assertThat(codes("zh-CN")).isEqualTo(codes("en")).hasSizeGreaterThan(50);
    }

    @Test
    void everyCodeThatIsUsedHasASentence() throws IOException {
        Set<String> used = new TreeSet<>();
        try (var files = Files.list(SOURCES)) {
            files.map(FindingTest::text).forEach(text -> CODE.matcher(text).results().forEach(
                    found -> used.add(found.group(1))));
        }
        assertThat(codes("en")).containsAll(used);
        assertThat(used).hasSizeGreaterThan(40);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "zh-CN", "en" })
    void everySentenceTakesItsValuesAndEnds(String language) {
        Locale locale = Locale.forLanguageTag(language);
        for (String code : codes(language)) {
            String words = new Finding(code, List.of("1", "2", "3")).inWords(locale);
            assertThat(words).as(code).doesNotContain("{", "}", "''").matches(".*[.。)]$");
        }
    }

    @Test
    void valuesStandAsTheyAre() {
        assertThat(new Finding("association.lost", List.of("it's {0} 'so'")).inWords(Locale.ENGLISH))
                .contains("(it's {0} 'so')");
    }
}
