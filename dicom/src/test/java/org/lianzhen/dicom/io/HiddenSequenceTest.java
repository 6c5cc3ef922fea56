package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** Private sequences whose representation, or that of what they hold, was lost on the way: read, changed and written. */
class HiddenSequenceTest {

    private static final int PRIVATE = 0x0009_1001;
    private static final String CREATOR = "09 00 10 00 'LO' 04 00 'ACME'\n";

    @Test
    void textInThemIsReencodedWithTheRest() {
        DataSet dataSet = Wire.explicit("""
                08 00 05 00 'CS' 08 00 'GB18030 '
                """ + CREATOR + """
                09 00 01 10 'UN' 00 00 20 00 00 00
                  FE FF 00 E0 18 00 00 00
                    08 00 80 00 06 00 00 00 CF D8 D2 BD D4 BA          # Institution Name
                    09 00 02 10 02 00 00 00 B7 CE                      # private, and unknown
                10 00 10 00 'PN' 02 00 CD F5
                """).dataSet();

        DataSet utf8 = dataSet.withCharacterSet(SpecificCharacterSet.UTF_8);

        assertThat(utf8.items(PRIVATE)).singleElement().satisfies(item -> {
            assertThat(item.string(Tag.InstitutionName)).isEqualTo("县医院");
            assertThat(item.element(Tag.InstitutionName))
                    .isEqualTo(new Value(Tag.InstitutionName, Vr.LO, Bytes.ofHex("e58ebfe58cbbe999a220")));
            assertThat(item.element(0x0009_1002)).as("two bytes are a number as well as a character")
                    .isEqualTo(new Value(0x0009_1002, Vr.UN, Bytes.ofHex("b7ce")));
        });
        assertThat(utf8.string(Tag.PatientName)).isEqualTo("王");
    }

    @Test
    void anExplicitPrivateSequenceMayHoldImplicitElements() {
        DataSet dataSet = Wire.explicit(CREATOR + """
                09 00 01 10 'SQ' 00 00 FF FF FF FF
                  FE FF 00 E0 FF FF FF FF
                    08 00 60 00 02 00 00 00 'CT'
                    08 00 70 00 0A 00 00 00 'ACME Corp.'
                    28 00 10 00 02 00 00 00 00 02
                  FE FF 0D E0 00 00 00 00
                FE FF DD E0 00 00 00 00
                28 00 11 00 'US' 02 00 07 00
                """).dataSet();

        assertThat(dataSet.items(PRIVATE)).singleElement().satisfies(item -> {
            assertThat(item.string(Tag.Modality)).isEqualTo("CT");
            assertThat(item.string(Tag.Manufacturer)).isEqualTo("ACME Corp.");
            assertThat(item.integer(Tag.Rows)).hasValue(512);
        });
        assertThat(dataSet.integer(Tag.Columns)).hasValue(7);
    }

    @Test
    void anImplicitPrivateSequenceMayHoldExplicitElements() {
        DataSet dataSet = Wire.implicit("""
                09 00 10 00 04 00 00 00 'ACME'
                09 00 01 10 FF FF FF FF
                  FE FF 00 E0 FF FF FF FF
                    08 00 60 00 'CS' 02 00 'CT'
                    28 00 10 00 'US' 02 00 00 02
                  FE FF 0D E0 00 00 00 00
                FE FF DD E0 00 00 00 00
                09 00 02 10 1C 00 00 00
                  FE FF 00 E0 14 00 00 00
                    08 00 60 00 'CS' 02 00 'MR'
                    28 00 10 00 'US' 02 00 00 01
                28 00 11 00 02 00 00 00 07 00
                """).dataSet();

        assertThat(dataSet.items(PRIVATE)).singleElement().satisfies(item -> {
            assertThat(item.string(Tag.Modality)).isEqualTo("CT");
            assertThat(item.integer(Tag.Rows)).hasValue(512);
        });
        assertThat(dataSet.items(0x0009_1002)).singleElement()
                .satisfies(item -> assertThat(item.integer(Tag.Rows)).hasValue(256));
        assertThat(dataSet.integer(Tag.Columns)).hasValue(7);
    }

    @Test
    void creatorsThatLostTheirRepresentationAreCreatorsStill() {
        DataSet dataSet = Wire.explicit("""
                09 00 10 00 'UN' 00 00 04 00 00 00 'ACME'
                09 00 01 10 'UN' 00 00 02 00 00 00 'x '
                """).dataSet();

        assertThat(dataSet.privateCreator(PRIVATE)).isEqualTo("ACME");
        assertThat(dataSet.privateElement("ACME", 9, 1)).isEqualTo(new Value(PRIVATE, Vr.UN, Bytes.ofHex("7820")));
    }

    /** However often a data set goes through us, it stays as large as it was. */
    @Test
    void theyDoNotGrowOnTheirWay() {
        StringBuilder items = new StringBuilder("08 00 60 00 02 00 00 00 'CT'");
        for (int depth = 0; depth < 20; depth++) {
            int length = Wire.bytes(items.toString()).length();
            items.insert(0, "09 00 01 10 %s FE FF 00 E0 %s ".formatted(hex(length + 8), hex(length)));
        }
        Bytes implicit = Wire.bytes(items.toString());
        Bytes explicit = Wire.join(Wire.bytes("09 00 01 10 'UN' 00 00"), implicit.slice(4, implicit.length() - 4));

        DataSet dataSet = DataSets.parse(explicit, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        for (int round = 0; round < 5; round++) {
            TransferSyntax syntax = round % 2 == 0 ? TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN
                    : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
            Bytes written = DataSets.encode(dataSet, syntax);
            assertThat(DataSets.parse(written, syntax)).isEqualTo(dataSet);
            assertThat(written.length()).isLessThan(3 * explicit.length());
        }
        assertThat(dataSet.depth()).isEqualTo(21);
    }

    private static String hex(int number) {
        return "%02X %02X 00 00".formatted(number & 0xFF, number >> 8);
    }
}
