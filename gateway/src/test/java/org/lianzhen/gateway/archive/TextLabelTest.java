package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

class TextLabelTest {
    /** 李^誠 in GBK, whose last byte is a backslash. */
    private static final Bytes NAME = Bytes.wrap(HexFormat.of().parseHex("c0ee5ed55c20"));

    private static DataSet labelled(String... terms) {
        var builder = DataSet.builder().put(new Value(Tag.PatientName, Vr.PN, NAME));
        return terms.length == 0 ? builder.build() : builder.put(Tag.SpecificCharacterSet, terms).build();
    }

    @ParameterizedTest
    @CsvSource({ "'',true", "ISO_IR 6,true", "ISO_IR 100,true", "ISO_IR 192,false", "GB18030,false", "GBK,false",
            "ISO_IR 101,false" })
    void aLabelThatEverybodyWritesIsVague(String label, boolean vague) {
        assertThat(TextLabel.isVague(labelled(label))).isEqualTo(vague);
    }

    @Test
    void noLabelIsVagueAndSeveralAreNot() {
        assertThat(TextLabel.isVague(labelled())).isTrue();
        assertThat(TextLabel.isVague(labelled("", "ISO 2022 IR 58"))).isFalse();
    }

    @Test
    void whoKnowsBetterOverrulesAVagueLabelOnly() {
        assertThat(TextLabel.readable(labelled("ISO_IR 100"), "GB18030").string(Tag.PatientName)).isEqualTo("李^誠");
        assertThat(TextLabel.readable(labelled(), "GBK").string(Tag.PatientName)).isEqualTo("李^誠");
        DataSet vague = labelled("ISO_IR 100");
        assertThat(TextLabel.readable(vague, null)).isSameAs(vague);
        DataSet sure = labelled("GB18030");
        assertThat(TextLabel.readable(sure, "ISO_IR 192")).isSameAs(sure);
    }
}
