package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Vr;

/** Representations that only the context tells (PS3.5 annex A.1). */
class ImplicitVrTest {

    private static Vr vrOf(DataSet dataSet, int tag) {
        Element element = dataSet.element(tag);
        assertThat(element).as(Tag.format(tag)).isNotNull();
        return element.vr();
    }

    @Test
    void pixelRepresentationDecidesAboutSigns() {
        DataSet signed = Wire.implicit("""
                28 00 03 01 02 00 00 00 01 00              # Pixel Representation: signed
                28 00 06 01 02 00 00 00 FF FF              # Smallest Image Pixel Value
                """).dataSet();
        DataSet unsigned = Wire.implicit("""
                28 00 03 01 02 00 00 00 00 00
                28 00 06 01 02 00 00 00 FF FF
                """).dataSet();

        assertThat(vrOf(signed, Tag.SmallestImagePixelValue)).isEqualTo(Vr.SS);
        assertThat(signed.integer(Tag.SmallestImagePixelValue)).hasValue(-1);
        assertThat(vrOf(unsigned, Tag.SmallestImagePixelValue)).isEqualTo(Vr.US);
        assertThat(unsigned.integer(Tag.SmallestImagePixelValue)).hasValue(0xFFFF);
    }

    @Test
    void withoutPixelRepresentationNumbersAreUnsigned() {
        DataSet dataSet = Wire.implicit("28 00 06 01 02 00 00 00 FF FF").dataSet();

        assertThat(dataSet.integer(Tag.SmallestImagePixelValue)).hasValue(0xFFFF);
    }

    @Test
    void pixelRepresentationThatComesLaterDecidesAsWell() {
        DataSet dataSet = Wire.implicit("""
                18 00 10 98 02 00 00 00 FE FF              # Zero Velocity Pixel Value
                28 00 03 01 02 00 00 00 01 00
                """).dataSet();

        assertThat(dataSet.integer(0x0018_9810)).hasValue(-2);
    }

    @Test
    void itemsInheritPixelRepresentationAndMayHaveTheirOwn() {
        DataSet dataSet = Wire.implicit("""
                28 00 03 01 02 00 00 00 01 00
                28 00 00 30 FF FF FF FF                    # Modality LUT Sequence
                  FE FF 00 E0 FF FF FF FF
                    28 00 02 30 06 00 00 00 01 00 FF FF 10 00
                  FE FF 0D E0 00 00 00 00
                  FE FF 00 E0 FF FF FF FF
                    28 00 03 01 02 00 00 00 00 00
                    28 00 02 30 06 00 00 00 01 00 FF FF 10 00
                  FE FF 0D E0 00 00 00 00
                FE FF DD E0 00 00 00 00
                """).dataSet();

        assertThat(dataSet.items(Tag.ModalityLUTSequence).get(0).integers(Tag.LUTDescriptor))
                .containsExactly(1, -1, 16);
        assertThat(dataSet.items(Tag.ModalityLUTSequence).get(1).integers(Tag.LUTDescriptor))
                .containsExactly(1, 0xFFFF, 16);
    }

    @Test
    void wordsAreAssumedWhereBytesArePossible() {
        DataSet dataSet = Wire.implicit("""
                28 00 06 30 02 00 00 00 01 00              # LUT Data: US or OW
                02 60 00 30 02 00 00 00 01 00              # Overlay Data of the second group: OB or OW
                E0 7F 10 00 02 00 00 00 01 00              # Pixel Data: OB or OW
                """).dataSet();

        assertThat(vrOf(dataSet, Tag.LUTData)).isEqualTo(Vr.OW);
        assertThat(vrOf(dataSet, 0x6002_3000)).isEqualTo(Vr.OW);
        assertThat(vrOf(dataSet, Tag.PixelData)).isEqualTo(Vr.OW);
    }

    @Test
    void privateCreatorsAreTextAndPrivateElementsUnknown() {
        DataSet dataSet = Wire.implicit("""
                08 00 05 00 0A 00 00 00 'ISO_IR 192'
                09 00 10 00 04 00 00 00 'ACME'
                09 00 01 10 02 00 00 00 01 02
                """).dataSet();

        assertThat(vrOf(dataSet, 0x0009_0010)).isEqualTo(Vr.LO);
        assertThat(vrOf(dataSet, 0x0009_1001)).isEqualTo(Vr.UN);
        assertThat(dataSet.privateElement("ACME", 0x0009, 0x01)).isNotNull();
    }

    @Test
    void unknownStandardElementsAreUnknown() {
        assertThat(vrOf(Wire.implicit("08 00 FE 7F 02 00 00 00 01 02").dataSet(), 0x0008_7FFE)).isEqualTo(Vr.UN);
    }

    @Test
    void sequencesOfTheDictionaryAreSequences() {
        DataSet dataSet = Wire.implicit("""
                08 00 40 11 12 00 00 00
                  FE FF 00 E0 0A 00 00 00
                    08 00 60 00 02 00 00 00 'CT'
                08 00 15 11 00 00 00 00
                """).dataSet();

        assertThat(dataSet.items(Tag.ReferencedImageSequence).getFirst().string(Tag.Modality)).isEqualTo("CT");
        assertThat(vrOf(dataSet, Tag.ReferencedSeriesSequence)).isEqualTo(Vr.SQ);
    }

    @Test
    void itemsMayHaveTheirOwnCharacterSet() {
        DataSet dataSet = Wire.implicit("""
                08 00 05 00 08 00 00 00 'GB18030 '
                08 00 15 11 FF FF FF FF
                  FE FF 00 E0 FF FF FF FF
                    08 00 05 00 0A 00 00 00 'ISO_IR 192'
                    08 00 81 00 04 00 00 00 E8 82 BA 20    # Institution Address
                    08 00 40 11 FF FF FF FF
                      FE FF 00 E0 0C 00 00 00
                        08 00 81 00 04 00 00 00 E8 82 BA 20
                    FE FF DD E0 00 00 00 00
                  FE FF 0D E0 00 00 00 00
                  FE FF 00 E0 0A 00 00 00
                    08 00 81 00 02 00 00 00 B7 CE
                FE FF DD E0 00 00 00 00
                10 00 10 00 02 00 00 00 B7 CE
                """).dataSet();

        DataSet own = dataSet.items(Tag.ReferencedSeriesSequence).get(0);
        DataSet inheriting = dataSet.items(Tag.ReferencedSeriesSequence).get(1);
        assertThat(own.string(Tag.InstitutionAddress)).isEqualTo("肺");
        assertThat(own.items(Tag.ReferencedImageSequence).getFirst().string(Tag.InstitutionAddress)).isEqualTo("肺");
        assertThat(inheriting.string(Tag.InstitutionAddress)).isEqualTo("肺");
        assertThat(dataSet.string(Tag.PatientName)).isEqualTo("肺");
    }
}
