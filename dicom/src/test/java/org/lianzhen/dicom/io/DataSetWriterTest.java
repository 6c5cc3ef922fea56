package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.WriteOptions.SequenceLengths;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

class DataSetWriterTest {

    private static final WriteOptions DEFINED = WriteOptions.DEFAULT.withSequenceLengths(SequenceLengths.DEFINED);

    private static final DataSet EXAMPLE = DataSet.builder().put(Tag.Modality, "CT")
            .putSequence(Tag.ReferencedImageSequence,
                    DataSet.builder().put(Tag.ReferencedSOPInstanceUID, "1.2").build(),
                    DataSet.EMPTY)
            .putSequence(Tag.ReferencedSeriesSequence).putInts(Tag.Rows, 512).build();

    private static Bytes write(DataSet dataSet, TransferSyntax syntax, WriteOptions options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataSetWriter writer = new DataSetWriter(syntax, options);
        try {
            writer.write(dataSet, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(writer.length(dataSet)).as("predicted length").isEqualTo(out.size());
        return Bytes.wrap(out.toByteArray());
    }

    @Test
    void explicitVrWithUndefinedLengths() {
        assertThat(write(EXAMPLE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, WriteOptions.DEFAULT))
                .isEqualTo(Wire.bytes("""
                        08 00 60 00 'CS' 02 00 'CT'
                        08 00 15 11 'SQ' 00 00 00 00 00 00         # without items: no delimiter needed
                        08 00 40 11 'SQ' 00 00 FF FF FF FF
                          FE FF 00 E0 FF FF FF FF
                            08 00 55 11 'UI' 04 00 '1.2' 00
                          FE FF 0D E0 00 00 00 00
                          FE FF 00 E0 FF FF FF FF
                          FE FF 0D E0 00 00 00 00
                        FE FF DD E0 00 00 00 00
                        28 00 10 00 'US' 02 00 00 02
                        """));
    }

    @Test
    void explicitVrWithDefinedLengths() {
        assertThat(write(EXAMPLE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, DEFINED)).isEqualTo(Wire.bytes("""
                08 00 60 00 'CS' 02 00 'CT'
                08 00 15 11 'SQ' 00 00 00 00 00 00
                08 00 40 11 'SQ' 00 00 1C 00 00 00
                  FE FF 00 E0 0C 00 00 00
                    08 00 55 11 'UI' 04 00 '1.2' 00
                  FE FF 00 E0 00 00 00 00
                28 00 10 00 'US' 02 00 00 02
                """));
    }

    @Test
    void implicitVr() {
        assertThat(write(EXAMPLE, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, DEFINED)).isEqualTo(Wire.bytes("""
                08 00 60 00 02 00 00 00 'CT'
                08 00 15 11 00 00 00 00
                08 00 40 11 1C 00 00 00
                  FE FF 00 E0 0C 00 00 00
                    08 00 55 11 04 00 00 00 '1.2' 00
                  FE FF 00 E0 00 00 00 00
                28 00 10 00 02 00 00 00 00 02
                """));
    }

    @Test
    void privateSequencesInImplicitVrAreRecognisedByTheirUndefinedLength() {
        DataSet dataSet = DataSet.builder().putSequence(0x0009_1001, EXAMPLE.items(Tag.ReferencedImageSequence))
                .build();

        assertThat(write(dataSet, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, DEFINED)).isEqualTo(Wire.bytes("""
                09 00 01 10 FF FF FF FF
                  FE FF 00 E0 0C 00 00 00
                    08 00 55 11 04 00 00 00 '1.2' 00
                  FE FF 00 E0 00 00 00 00
                FE FF DD E0 00 00 00 00
                """));
    }

    @Test
    void bigEndian() {
        assertThat(write(EXAMPLE, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, DEFINED)).isEqualTo(Wire.bytes("""
                00 08 00 60 'CS' 00 02 'CT'
                00 08 11 15 'SQ' 00 00 00 00 00 00
                00 08 11 40 'SQ' 00 00 00 00 00 1C
                  FF FE E0 00 00 00 00 0C
                    00 08 11 55 'UI' 00 04 '1.2' 00
                  FF FE E0 00 00 00 00 00
                00 28 00 10 'US' 00 02 02 00
                """));
    }

    @Test
    void groupLengthsAreDroppedButThoseOfCommandsAndMetaInformationComputed() {
        DataSet dataSet = DataSet.builder().put(new Value(0x0008_0000, Vr.UL, Bytes.ofHex("99990000")))
                .put(Tag.Modality, "CT").put(new Value(0x0000_0000, Vr.UL, Bytes.ofHex("99990000")))
                .putInts(Tag.MessageID, 7).put(Tag.TransferSyntaxUID, "1.2").build();

        assertThat(write(dataSet, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, DEFINED)).isEqualTo(Wire.bytes("""
                00 00 00 00 04 00 00 00 0A 00 00 00
                00 00 10 01 02 00 00 00 07 00
                02 00 00 00 04 00 00 00 0C 00 00 00
                02 00 10 00 04 00 00 00 '1.2' 00
                08 00 60 00 02 00 00 00 'CT'
                """));
    }

    @Test
    void aValueTooLongForItsLengthFieldIsWrittenAsUnknown() {
        String text = "长".repeat(30_000);
        DataSet dataSet = DataSet.builder(SpecificCharacterSet.UTF_8)
                .put(Tag.PatientComments, text).put(new Value(0x0008_1161, Vr.UL, Bytes.wrap(new byte[65_536])))
                .put(new Value(Tag.RedPaletteColorLookupTableDescriptor, Vr.US, Bytes.wrap(new byte[65_534]))).build();

        for (TransferSyntax syntax : List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)) {
            Bytes written = write(dataSet, syntax, DEFINED);
            assertThat(DataSets.parse(written, syntax)).as(syntax.name()).isEqualTo(dataSet);
        }
    }

    @Test
    void fragmentsAreWrittenAsTheyAre() {
        DataSet dataSet = DataSet.builder().put(new Fragments(Tag.PixelData, Vr.OB, Bytes.ofHex("00000000"),
                List.of(new Fragment.Held(Bytes.ofHex("ffd8ff")), new Fragment.Held(Bytes.EMPTY)))).build();

        assertThat(write(dataSet, TransferSyntax.JPEG_BASELINE, DEFINED)).isEqualTo(Wire.bytes("""
                E0 7F 10 00 'OB' 00 00 FF FF FF FF
                  FE FF 00 E0 04 00 00 00 00 00 00 00
                  FE FF 00 E0 04 00 00 00 FF D8 FF 00
                  FE FF 00 E0 00 00 00 00
                FE FF DD E0 00 00 00 00
                """));
    }

    private static DataSet withBulk(long length, boolean bigEndian) {
        return DataSet.builder()
                .put(new BulkValue(Tag.PixelData, Vr.OW, new BulkData("u", 0, length, bigEndian))).build();
    }

    private static WriteOptions from(byte... bytes) {
        return DEFINED.withBulk(data -> Channels.newChannel(new ByteArrayInputStream(bytes)));
    }

    @Test
    void bulkDataAreStreamedSwappedAndPadded() {
        TransferSyntax little = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        TransferSyntax big = TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;
        WriteOptions four = from((byte) 1, (byte) 2, (byte) 3, (byte) 4);

        assertThat(write(withBulk(4, false), little, four))
                .isEqualTo(Wire.bytes("E0 7F 10 00 'OW' 00 00 04 00 00 00 01 02 03 04"));
        assertThat(write(withBulk(4, true), little, four))
                .isEqualTo(Wire.bytes("E0 7F 10 00 'OW' 00 00 04 00 00 00 02 01 04 03"));
        assertThat(write(withBulk(4, false), big, four))
                .isEqualTo(Wire.bytes("7F E0 00 10 'OW' 00 00 00 00 00 04 02 01 04 03"));
        assertThat(write(withBulk(4, true), big, four))
                .isEqualTo(Wire.bytes("7F E0 00 10 'OW' 00 00 00 00 00 04 01 02 03 04"));
        assertThat(write(withBulk(3, false), little, from((byte) 1, (byte) 2, (byte) 3)))
                .isEqualTo(Wire.bytes("E0 7F 10 00 'OW' 00 00 04 00 00 00 01 02 03 00"));
    }

    @Test
    void fragmentsKeptByReferenceAreStreamed() {
        DataSet dataSet = DataSet.builder().put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY,
                List.of(new Fragment.Referenced(new BulkData("u", 0, 3), Bytes.ofHex("010203"))))).build();

        assertThat(write(dataSet, TransferSyntax.JPEG_BASELINE, from((byte) 1, (byte) 2, (byte) 3)))
                .isEqualTo(Wire.bytes("""
                        E0 7F 10 00 'OB' 00 00 FF FF FF FF FE FF 00 E0 00 00 00 00
                        FE FF 00 E0 04 00 00 00 01 02 03 00 FE FF DD E0 00 00 00 00
                        """));
    }

    @Test
    void bulkDataThatEndTooEarlyAreNoticed() {
        DataSetWriter writer = new DataSetWriter(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, from((byte) 1));

        assertThatThrownBy(() -> writer.write(withBulk(100, false), OutputStream.nullOutputStream()))
                .isInstanceOf(EOFException.class).hasMessage("bulk data end 99 bytes too early");
    }

    @Test
    void bulkDataWithoutResolverAreRefused() {
        assertThatThrownBy(() -> DataSets.encode(withBulk(2, false), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void valuesOfMoreThanFourGibibytesAreRefusedBeforeTheyAreRead() {
        DataSetWriter writer = new DataSetWriter(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, from());

        assertThatThrownBy(() -> writer.write(withBulk(0xFFFF_FFFFL, false), OutputStream.nullOutputStream()))
                .isInstanceOf(DataSetException.class).hasMessageContaining("more than 4 GiB");
    }

    @Test
    void manyMegabytesLeaveInPieces() throws IOException {
        DataSet dataSet = DataSet.builder()
                .put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(new byte[10_000_000]))).build();
        long[] largest = { 0 };
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) {
                largest[0] = Math.max(largest[0], 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                largest[0] = Math.max(largest[0], length);
            }
        };
        new DataSetWriter(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, WriteOptions.DEFAULT).write(dataSet, out);

        assertThat(largest[0]).isBetween(1L, 200_000L);
    }

    @Test
    void writesAtTheEndOfABuffer() {
        ByteBuf out = Unpooled.buffer(1).writeByte(0x55);
        DataSets.encode(EXAMPLE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, out);

        assertThat(out.readByte()).isEqualTo((byte) 0x55);
        assertThat(DataSets.parse(out, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)).isEqualTo(EXAMPLE);
    }

    @Test
    void nobodyKnowsTheLengthOfADeflatedDataSetBefore() {
        DataSetWriter writer = new DataSetWriter(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
                WriteOptions.DEFAULT);

        assertThatIllegalStateException().isThrownBy(() -> writer.length(EXAMPLE));
    }
}
