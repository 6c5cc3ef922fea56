package org.lianzhen.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.FrameTable;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.gateway.archive.PixelPlace;
import org.lianzhen.gateway.archive.PixelPlace.FramePlace;
import org.lianzhen.gateway.archive.PixelPlace.Span;

/** The places that are noted are those of the bytes that a parser of the whole finds, in whatever pieces they come. */
class DataSetScanTest {
    private static final int[] PIECES = { 1, 2, 3, 7, 64, 1023, Integer.MAX_VALUE };

    @ParameterizedTest
    @EnumSource(names = { "NATIVE", "IMPLICIT", "BIG_ENDIAN", "FLOATS", "FEW_FLOATS", "FLOATS_AND_PADDING",
            "DOUBLES", "NATIVE_AND_PADDING" })
    void notesWhereNativePixelsLie(PixelKind kind) {
        Bytes encoded = kind.encoded();
        for (int piece : PIECES) {
            PixelPlace place = place(kind, encoded, piece);
            assertThat(place.frames()).isEmpty();
            Bytes found = encoded.slice((int) place.offset(), (int) place.length());
            assertThat(kind.syntax().bigEndian() ? found.swapped(2) : found).isEqualTo(nativePixels(kind, encoded));
        }
    }

    @Test
    void countsInflatedBytesOfWhatIsDeflated() {
        PixelKind kind = PixelKind.DEFLATED;
        Bytes deflated = kind.encoded();
        Bytes inflated = DataSets.encode(parsed(kind, deflated), PixelKind.NATIVE.syntax());
        for (int piece : PIECES) {
            PixelPlace place = place(kind, deflated, piece);
            assertThat(inflated.slice((int) place.offset(), (int) place.length()))
                    .isEqualTo(nativePixels(kind, deflated));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = { "ONE_FRAME.*", "WITH.*", "FRAMES_.*", "NOBODY_KNOWS" })
    void notesWhereEveryFragmentOfEveryFrameLies(PixelKind kind) {
        Bytes encoded = kind.encoded();
        List<Bytes> expected = frames(parsed(kind, encoded));
        for (int piece : PIECES) {
            PixelPlace place = place(kind, encoded, piece);
            assertThat(place.frames().stream().map(frame -> bytes(encoded, frame)).toList()).isEqualTo(expected);
            assertThat(place.length()).isZero();
            assertThat(encoded.slice((int) place.offset() - 8, 4).toHex()).as("before it, an item's tag")
                    .isEqualTo("feff00e0");
        }
        assertThat(expected.isEmpty()).isEqualTo(kind == PixelKind.NOBODY_KNOWS);
    }

    @Test
    void notesNothingWithoutPixels() {
        var scan = new DataSetScan(PixelKind.NATIVE.syntax());
        scan.feed(TestInstance.bytes(TestInstance.with(image -> image.remove(Tag.PixelData)),
                PixelKind.NATIVE.syntax()));
        scan.end();
        assertThat(scan.pixels()).isEqualTo(PixelPlace.NONE);
        scan.close();
    }

    @Test
    void notesNothingOfPixelsThatAreHardlyAny() {
        assertThat(place(PixelKind.TINY, PixelKind.TINY.encoded(), 7)).isEqualTo(PixelPlace.NONE);
    }

    @Test
    void cannotTellFramesApartWhenTheirNumberIsNone() {
        PixelKind kind = PixelKind.WITH_OFFSET_TABLE;
        DataSet image = parsed(kind, kind.encoded()).toBuilder()
                .put(new Value(Tag.NumberOfFrames, org.lianzhen.dicom.vr.Vr.IS, Bytes.ofHex("6d616e79"))).build();
        PixelPlace place = place(kind, DataSets.encode(image, kind.syntax()), 64);
        assertThat(place.offset()).isPositive();
        assertThat(place.frames()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheBytesAsTheyAreAndKeepsWhatIsBeforeThePixels(PixelKind kind) {
        ByteBuf bytes = Unpooled.wrappedBuffer(kind.encoded().asByteBuffer());
        try (var scan = new DataSetScan(kind.syntax())) {
            scan.feed(bytes);
            scan.end();
            assertThat(bytes.readableBytes()).isEqualTo(kind.encoded().length());
            assertThat(scan.header().string(Tag.PatientName)).isEqualTo("王^小东");
            assertThat(scan.header().items(PixelKind.ICON_IMAGE_SEQUENCE)).hasSize(1);
        }
        assertThat(bytes.refCnt()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void noticesEveryEndInTheMiddle(PixelKind kind) {
        Bytes encoded = kind.encoded();
        int step = Math.max(1, encoded.length() / 97);
        for (int length = encoded.length() - 1; length > 0; length -= step) {
            Bytes cut = encoded.slice(0, length);
            if (!isWholeElsewhere(kind, cut)) {
                assertThatThrownBy(() -> place(kind, cut, 1000)).as(kind + " cut to " + cut.length())
                        .isInstanceOf(DataSetException.class);
            }
        }
    }

    /** An end between two elements is none in the middle. */
    private static boolean isWholeElsewhere(PixelKind kind, Bytes cut) {
        try {
            DataSets.parse(cut, kind.syntax());
            return true;
        } catch (DataSetException e) {
            return false;
        }
    }

    private static PixelPlace place(PixelKind kind, Bytes encoded, int piece) {
        try (var scan = new DataSetScan(kind.syntax())) {
            for (int from = 0; from < encoded.length(); from += Math.min(piece, encoded.length() - from)) {
                scan.feed(Unpooled.wrappedBuffer(
                        encoded.slice(from, Math.min(piece, encoded.length() - from)).asByteBuffer()));
            }
            scan.end();
            return scan.pixels();
        }
    }

    private static DataSet parsed(PixelKind kind, Bytes encoded) {
        return DataSets.parse(encoded, kind.syntax());
    }

    private static Bytes nativePixels(PixelKind kind, Bytes encoded) {
        DataSet image = parsed(kind, encoded);
        int tag = Arrays.stream(new int[]{ Tag.PixelData, Tag.FloatPixelData, Tag.DoubleFloatPixelData })
                .filter(image::contains).findFirst().orElseThrow();
        return ((Value) java.util.Objects.requireNonNull(image.element(tag))).bytes();
    }

    private static List<Bytes> frames(DataSet image) {
        List<Bytes> frames = new ArrayList<>();
        for (List<Fragment> frame : FrameTable.of(image).frames()) {
            var bytes = new ByteArrayOutputStream();
            frame.forEach(fragment -> bytes.writeBytes(((Fragment.Held) fragment).bytes().toArray()));
            frames.add(Bytes.wrap(bytes.toByteArray()));
        }
        return frames;
    }

    private static Bytes bytes(Bytes encoded, FramePlace frame) {
        var bytes = new ByteArrayOutputStream();
        for (Span span : frame.fragments()) {
            bytes.writeBytes(encoded.slice((int) span.offset(), (int) span.length()).toArray());
        }
        return Bytes.wrap(bytes.toByteArray());
    }
}
