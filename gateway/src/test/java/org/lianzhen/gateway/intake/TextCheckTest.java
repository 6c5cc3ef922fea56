package org.lianzhen.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.TextDoubt;

class TextCheckTest {
    private static DataSet labelled(String label, byte[] name, byte[] description) {
        DataSetBuilder builder = DataSet.builder();
        if (!label.equals("none")) {
            builder.put(Tag.SpecificCharacterSet, label);
        }
        return builder.put(new Value(Tag.PatientName, Vr.PN, Bytes.wrap(name)))
                .put(new Value(Tag.StudyDescription, Vr.LO, Bytes.wrap(description))).build();
    }

    private static DataSet in(String charset, String label) {
        return labelled(label, "王^小东".getBytes(Charset.forName(charset)), "胸部正位片检查".getBytes(Charset.forName(charset)));
    }

    @ParameterizedTest
    @CsvSource({ "GBK,ISO_IR 100,GB18030", "GBK,none,GB18030", "GBK,'',GB18030", "GBK,ISO_IR 6,GB18030",
            "GB18030,ISO_IR 100,GB18030", "UTF-8,ISO_IR 100,ISO_IR 192", "UTF-8,none,ISO_IR 192" })
    void doubtsAVagueLabelAndShowsTheNameBothWays(String charset, String label, String actual) {
        TextDoubt doubt = TextCheck.of(in(charset, label), null).orElseThrow();
        assertThat(doubt.actual()).isEqualTo(actual);
        assertThat(doubt.confidence()).isBetween(0.9, 0.99);
        assertThat(doubt.actualName()).isEqualTo("王^小东");
        assertThat(doubt.labelledName()).isNotEqualTo("王^小东");
        assertThat(doubt.isSettled()).isFalse();
        assertThat(doubt.reason()).doesNotContain("王", "胸");
        assertThat(doubt).asString().doesNotContain("王", doubt.labelledName());
    }

    /** Vectors of names whose second bytes are ASCII's \ and ^. */
    @ParameterizedTest
    @CsvSource({ "c0ee5ed55c20,李^誠", "cdf55ed0a1b6ab20,王^小东", "c1f55e953282362020,刘^𠀀" })
    void readsNamesAsWholes(String hex, String name) {
        TextDoubt doubt = TextCheck.of(labelled("ISO_IR 100", HexFormat.of().parseHex(hex),
                "胸部正位片检查".getBytes(Charset.forName("GBK"))), null).orElseThrow();
        assertThat(doubt.actualName()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = { "GB18030", "GBK", "ISO_IR 192", "ISO_IR 101" })
    void believesALabelThatSaysMore(String label) {
        assertThat(TextCheck.of(in("GBK", label), null)).isEmpty();
        assertThat(TextCheck.of(in("GBK", label), "GB18030")).isEmpty();
    }

    @Test
    void hasNothingToSayOfAsciiAndOfLatin() {
        assertThat(TextCheck.of(labelled("ISO_IR 100", "Wang^XiaoDong".getBytes(Charset.forName("US-ASCII")),
                new byte[0]), null)).isEmpty();
        assertThat(TextCheck.of(labelled("ISO_IR 100", "Müller^Jörg".getBytes(Charset.forName("ISO-8859-1")),
                "Schädel".getBytes(Charset.forName("ISO-8859-1"))), null)).isEmpty();
        assertThat(TextCheck.of(labelled("none", "Wang".getBytes(Charset.forName("US-ASCII")), new byte[0]),
                "GB18030")).as("what the sender writes makes no difference").isEmpty();
    }

    @Test
    void asksNobodyAboutASenderThatIsKnownToWriteSo() {
        Optional<TextDoubt> doubt = TextCheck.of(in("GBK", "ISO_IR 100"), "GB18030");
        assertThat(doubt.orElseThrow().isSettled()).isTrue();
        assertThat(doubt.orElseThrow().actual()).isEqualTo("GB18030");
    }
}
