package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;

/** Files of other people beside the checkout, in many character sets; skipped where they are missing. */
class CharacterSetSamplesTest {

    private static final Path FOLDER = Path.of(System.getProperty("lianzhen.samples", "../../shared/samples"),
            "charset_files");

    private static final String YAMADA = "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう";

    @BeforeAll
    static void requireFiles() {
        assumeTrue(Files.isDirectory(FOLDER), "no sample files at " + FOLDER);
    }

    private static DataSet read(String name) throws IOException {
        return Part10Reader.read(FOLDER.resolve(name + ".dcm"), ParseOptions.HEADER).dataSet();
    }

    private static DecodedText text(DataSet dataSet, int tag) {
        Value value = (Value) Objects.requireNonNull(dataSet.element(tag));
        return dataSet.characterSet().decodeChecked(value.bytes(), value.vr());
    }

    @ParameterizedTest
    @CsvSource({ "chrArab, قباني^لنزار", "chrFren, Buc^Jérôme", "chrFrenMulti, Buc^Jérôme", "chrGerm, Äneas^Rüdiger",
            "chrGreek, Διονυσιος", "chrH31, Yamada^Tarou=山田^太郎=やまだ^たろう", "chrH32, " + YAMADA, "chrHbrw, שרון^דבורה",
            "chrI2, Hong^Gildong=洪^吉洞=홍^길동", "chrJapMulti, やまだ^たろう", "chrJapMultiExplicitIR6, やまだ^たろう",
            "chrKoreanMulti, 김희중", "chrRuss, Люкceмбypг", "chrX1, Wang^XiaoDong=王^小東=",
            "chrX2, Wang^XiaoDong=王^小东=" })
    void namesAreRead(String file, String name) throws IOException {
        DecodedText text = text(read(file), Tag.PatientName);

        assertThat(text.text().strip()).isEqualTo(name);
        assertThat(text.malformed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "chrFrenMulti, Buc^Jérôme", "chrJapMulti, やまだ^たろう", "chrJapMultiExplicitIR6, やまだ^たろう",
            "chrKoreanMulti, 김희중" })
    void severalNamesAreSplit(String file, String name) throws IOException {
        assertThat(read(file).strings(Tag.OtherPatientNames)).isNotEmpty().allMatch(name::equals);
    }

    @Test
    void itemsHaveTheirOwnSetOrInheritIt() throws IOException {
        for (String file : new String[]{ "chrSQEncoding", "chrSQEncoding1" }) {
            DataSet item = Objects.requireNonNull(read(file).item(Tag.RequestedProcedureCodeSequence));

            assertThat(text(item, Tag.PatientName).text().strip()).as(file).isEqualTo(YAMADA);
        }
    }

    @ParameterizedTest
    @CsvSource({ "chrArab", "chrGreek", "chrH31", "chrH32", "chrI2", "chrJapMulti", "chrKoreanMulti", "chrX2" })
    void namesSurviveTheWayThroughUnicode(String file) throws IOException {
        DataSet original = read(file);
        DataSet back = original.withCharacterSet(SpecificCharacterSet.UTF_8).withCharacterSet(original.characterSet());

        assertThat(back.characterSet()).isEqualTo(original.characterSet());
        assertThat(text(back, Tag.PatientName).text().strip())
                .isEqualTo(text(original, Tag.PatientName).text().strip());
    }
}
