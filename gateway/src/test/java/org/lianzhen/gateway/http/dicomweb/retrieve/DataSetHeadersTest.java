package org.lianzhen.gateway.http.dicomweb.retrieve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.KeptObject;

class DataSetHeadersTest {
    private static final DataSet IMAGE = StoredFile.image(100, 100, 16).put(Tag.PatientName, "A^B")
            .put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(new byte[20_000]))).build();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = { "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99" })
    void readsWhatStandsBeforeThePixels(String syntax) throws IOException {
        StoredFile stored = StoredFile.write(folder, IMAGE, Objects.requireNonNull(TransferSyntax.of(syntax)));
        DataSetHeader header = stored.header();
        for (int tag : new int[]{ Tag.PatientName, Tag.Rows, Tag.SOPInstanceUID }) {
            assertThat(header.dataSet().element(tag)).isEqualTo(IMAGE.element(tag));
        }
        DataSet described = header.described();
        assertThat(described.contains(Tag.PixelData)).isTrue();
        assertThat(described.size()).isEqualTo(IMAGE.size());
        assertThat(Objects.requireNonNull(described.element(Tag.PixelData)).vr()).isEqualTo(Vr.OW);
        assertThat(stored.headers().pixels(stored.object()).rows()).isEqualTo(100);
    }

    /** The bytes of the pixels are gone, and nobody misses them. */
    @Test
    void readsNoByteOfThePixels() throws IOException {
        StoredFile stored = StoredFile.write(folder, IMAGE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        try (var channel = Files.newByteChannel(stored.file(), StandardOpenOption.WRITE)) {
            channel.truncate(stored.object().bytes().dataSetOffset() + stored.place().offset());
        }
        assertThat(stored.header().described().size()).isEqualTo(IMAGE.size());
    }

    /** Private groups such as those of ultrasound volumes, and padding. */
    private static DataSet withTail(DataSet image) {
        return image.toBuilder().put(new Value(0x7FE1_0010, Vr.LO, Bytes.of("GEMS_Ultrasound ".getBytes(UTF_8))))
                .put(new Value(0x7FE1_1001, Vr.OB, Bytes.wrap(new byte[300_000])))
                .put(new Value(0x7FE1_1002, Vr.LO, Bytes.of("王".getBytes(UTF_8))))
                .put(new Value(Tag.DataSetTrailingPadding, Vr.OB, Bytes.wrap(new byte[10]))).build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99" })
    void readsWhatStandsBehindThePixels(String syntax) throws IOException {
        StoredFile stored = StoredFile.write(folder, withTail(IMAGE), TransferSyntax.of(syntax));
        DataSet whole = stored.whole().described();
        assertThat(whole.elements()).extracting(Element::tag)
                .isEqualTo(withTail(IMAGE).elements().stream().map(Element::tag).toList());
        assertThat(whole.element(0x7FE1_1001)).isInstanceOf(BulkValue.class);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 3, 500 })
    void readsWhatStandsBehindCompressedPixels(int frames) throws IOException {
        var fragments = new ArrayList<Fragment>();
        for (int i = 0; i < frames; i++) {
            fragments.add(new Fragment.Held(Bytes.wrap(new byte[i == 0 ? 400 : 2 + i % 7 * 2])));
        }
        DataSet image = withTail(IMAGE).toBuilder()
                .put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY, fragments)).build();
        StoredFile stored = StoredFile.write(folder, image, TransferSyntax.RLE_LOSSLESS);
        assertThat(stored.whole().described().elements()).extracting(Element::tag)
                .isEqualTo(image.elements().stream().map(Element::tag).toList());
    }

    /** Somebody wrote rubbish behind the pixels; the rest is told all the same. */
    @Test
    void aBrokenTailCostsNothingElse() throws IOException {
        StoredFile stored = StoredFile.write(folder, withTail(IMAGE), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        long tail = stored.object().bytes().dataSetOffset() + stored.place().offset() + stored.place().length();
        try (var channel = FileChannel.open(stored.file(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[]{ 1, 2, 3, 4, 'O', 'B', 0, 0, 127, 127, 127, 127 }), tail);
        }
        assertThat(stored.whole().described().size()).isEqualTo(IMAGE.size());
    }

    @Test
    void tellsFloatPixelsAndOctetsFromWords() throws IOException {
        DataSet floats = StoredFile.image(10, 10, 32)
                .put(new Value(Tag.FloatPixelData, Vr.OF, Bytes.wrap(new byte[400]))).build();
        StoredFile stored = StoredFile.write(folder, floats, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(stored.header().pixels()).isEqualTo(Tag.FloatPixelData);
        DataSet octets = StoredFile.image(20, 20, 8).put(new Value(Tag.PixelData, Vr.OB, Bytes.wrap(new byte[400])))
                .build();
        stored = StoredFile.write(folder, octets, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(stored.header().pixelVr()).isEqualTo(Vr.OB);
    }

    @Test
    void holdsLookUpTablesAndNothingLonger() throws IOException {
        DataSet image = IMAGE.toBuilder()
                .put(new Value(Tag.RedPaletteColorLookupTableData, Vr.OW, Bytes.wrap(new byte[131_072])))
                .put(new Value(Tag.GreenPaletteColorLookupTableData, Vr.OW, Bytes.wrap(new byte[300_000]))).build();
        StoredFile stored = StoredFile.write(folder, image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        DataSet header = stored.header().dataSet();
        assertThat(header.element(Tag.RedPaletteColorLookupTableData)).isInstanceOf(Value.class);
        assertThat(header.element(Tag.GreenPaletteColorLookupTableData)).isInstanceOf(BulkValue.class);
    }

    @Test
    void whatHasNoPixelsIsReadToItsEnd() throws IOException {
        DataSet report = DataSet.builder().put(Tag.SOPInstanceUID, "1.3").put(Tag.TextValue, "x".repeat(5000)).build();
        StoredFile stored = StoredFile.write(folder, report, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        DataSetHeader header = stored.header();
        assertThat(header.pixels()).isZero();
        assertThat(header.described()).isEqualTo(report);
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        StoredFile stored = StoredFile.write(folder, IMAGE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        KeptObject object = stored.object();
        var unknown = new KeptObject("1", "2", object.instance(), 1, "9.9.9", object.bytes(), object.pixels());
        assertThatThrownBy(() -> stored.headers().read(unknown)).isInstanceOf(DataSetException.class);
        Files.write(stored.file(), new byte[]{ 1, 2, 3 }, StandardOpenOption.TRUNCATE_EXISTING);
        assertThatThrownBy(() -> stored.headers().read(object)).isInstanceOf(IOException.class);
    }
}
