package org.lianzhen.dicom.dict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TagTest {

    private static final Pattern WORD = Pattern.compile("\\b[A-Z]\\w+");

    static List<Field> constants() {
        return Arrays.stream(Tag.class.getFields()).toList();
    }

    @ParameterizedTest
    @MethodSource("constants")
    void everyConstantIsInTheTableUnderItsName(Field constant) throws IllegalAccessException {
        DictionaryEntry entry = ElementDictionary.entry(constant.getName());

        assertThat(entry).isNotNull();
        assertThat(constant.getInt(null)).isEqualTo(entry.tag());
    }

    /** Every other element is in the table, too: {@link ElementDictionary}. */
    @Test
    void namesWhatCodeUsesAndNothingElse() throws IOException {
        Set<String> words = new HashSet<>();
        for (Path module : List.of(Path.of(""), Path.of("../gateway"))) {
            try (Stream<Path> files = Files.walk(module.resolve("src"))) {
                for (Path file : files.filter(TagTest::isCode).toList()) {
                    WORD.matcher(Files.readString(file)).results().map(MatchResult::group).forEach(words::add);
                }
            }
        }
        assertThat(constants()).extracting(Field::getName).isSubsetOf(words);
    }

    private static boolean isCode(Path file) {
        return file.toString().endsWith(".java") && !file.endsWith("Tag.java");
    }

    @Test
    void hasTheNumbersOfTheStandard() {
        assertThat(Tag.PatientName).isEqualTo(0x00100010);
        assertThat(Tag.PixelData).isEqualTo(0x7FE00010);
        assertThat(Tag.OverlayData).isEqualTo(0x60003000);
    }

    @ParameterizedTest
    @CsvSource({ "0x00100010, 0x0010, 0x0010", "0x7FE00010, 0x7FE0, 0x0010", "0xFFFEE0DD, 0xFFFE, 0xE0DD",
            "0, 0, 0", "0x0009FFFF, 0x0009, 0xFFFF" })
    void splitsIntoGroupAndElement(String tag, String group, String element) {
        int value = Long.decode(tag).intValue();

        assertThat(Tag.group(value)).isEqualTo(Integer.decode(group));
        assertThat(Tag.element(value)).isEqualTo(Integer.decode(element));
        assertThat(Tag.of(Integer.decode(group), Integer.decode(element))).isEqualTo(value);
    }

    @Test
    void ofIgnoresBitsAboveTheElementNumber() {
        assertThat(Tag.of(0x0008, 0xFFFF0005)).isEqualTo(0x00080005);
    }

    @Test
    void formatsAsTheStandardDoes() {
        assertThat(Tag.format(0x00100010)).isEqualTo("(0010,0010)");
        assertThat(Tag.format(0xFFFEE00D)).isEqualTo("(FFFE,E00D)");
    }

    @ParameterizedTest
    @CsvSource({ "0x00090010, true, true", "0x000900FF, true, true", "0x00090100, true, false",
            "0x0009000F, true, false", "0x00091010, true, false", "0x00080010, false, false" })
    void knowsPrivateElementsAndTheirCreators(String tag, boolean isPrivate, boolean isCreator) {
        int value = Integer.decode(tag);

        assertThat(Tag.isPrivate(value)).isEqualTo(isPrivate);
        assertThat(Tag.isPrivateCreator(value)).isEqualTo(isCreator);
    }

    @Test
    void findsTheCreatorOfAPrivateElement() {
        assertThat(Tag.privateCreatorOf(0x000910E3)).isEqualTo(0x00090010);
        assertThat(Tag.privateCreatorOf(0x7FE1FF01)).isEqualTo(0x7FE100FF);
    }

    @Test
    void knowsGroupLengths() {
        assertThat(Tag.isGroupLength(0x00080000)).isTrue();
        assertThat(Tag.isGroupLength(0x00080001)).isFalse();
    }
}
