package org.lianzhen.gateway.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** The ways in which pixels come, each with an icon image before them whose pixels must not be taken for theirs. */
enum PixelKind {
    NATIVE(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, image -> image.put(ow(Tag.PixelData, 5000))),
    TINY(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, image -> image.put(ow(Tag.PixelData, 2))),
    IMPLICIT(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, image -> image.put(ow(Tag.PixelData, 300))),
    BIG_ENDIAN(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, image -> image.put(ow(Tag.PixelData, 300))),
    DEFLATED(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, image -> image.put(ow(Tag.PixelData, 5000))),
    FLOATS(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            image -> image.put(new Value(Tag.FloatPixelData, Vr.OF, random(4000, 3)))),
    FEW_FLOATS(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            image -> image.put(new Value(Tag.FloatPixelData, Vr.OF, random(400, 3)))),
    FLOATS_AND_PADDING(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            image -> image.put(new Value(Tag.FloatPixelData, Vr.OF, random(4000, 3))).put(padding())),
    DOUBLES(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            image -> image.put(new Value(Tag.DoubleFloatPixelData, Vr.OD, random(800, 3)))),
    NATIVE_AND_PADDING(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            image -> image.put(ow(Tag.PixelData, 300)).put(padding())),
    ONE_FRAME(1, fragments(1), frame -> Bytes.EMPTY),
    ONE_FRAME_IN_PIECES(1, fragments(4), frame -> Bytes.EMPTY),
    WITH_OFFSET_TABLE(3, fragments(3), PixelKind::basicOffsets),
    WITHOUT_OFFSET_TABLE(3, fragments(3), list -> Bytes.EMPTY),
    WITH_WRONG_OFFSET_TABLE(3, fragments(3), list -> offsets(4, List.of(0L, 9L, 14L))),
    WITH_OFFSET_TABLE_TOO_SHORT(3, fragments(3), list -> offsets(4, List.of(0L))),
    FRAMES_IN_PIECES(2, fragments(5), list -> offsets(4, List.of(0L, places(list).get(3)))),
    FRAMES_KNOWN_BY_THEIR_STARTS(2, codestreams(), list -> Bytes.EMPTY),
    WITH_AN_EMPTY_FRAGMENT_AT_THE_END(2, withEmptyEnd(), list -> Bytes.EMPTY),
    NOBODY_KNOWS(2, fragments(3), list -> Bytes.EMPTY),
    WITH_EXTENDED_OFFSET_TABLE(TransferSyntax.JPEG_2000, image -> extended(image, 3)),
    WITH_LONG_EXTENDED_OFFSET_TABLE(TransferSyntax.JPEG_2000, image -> extended(image, 200));

    static final int ICON_IMAGE_SEQUENCE = 0x0088_0200;

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final TransferSyntax syntax;
    @SuppressWarnings("ImmutableEnumChecker") // holds nothing
    private final UnaryOperator<DataSetBuilder> pixels;

    PixelKind(TransferSyntax syntax, UnaryOperator<DataSetBuilder> pixels) {
        this.syntax = syntax;
        this.pixels = pixels;
    }

    PixelKind(int frames, List<Fragment> fragments, java.util.function.Function<List<Fragment>, Bytes> table) {
        this(TransferSyntax.JPEG_BASELINE, image -> image.put(Tag.NumberOfFrames, String.valueOf(frames))
                .put(new Fragments(Tag.PixelData, Vr.OB, table.apply(fragments), fragments)));
    }

    TransferSyntax syntax() {
        return syntax;
    }

    Bytes encoded() {
        DataSet icon = DataSet.builder().put(ow(Tag.PixelData, 64)).build();
        return DataSets.encode(TestInstance.with(image -> pixels
                .apply(image.remove(Tag.PixelData).putSequence(ICON_IMAGE_SEQUENCE, icon))), syntax);
    }

    private static Value ow(int tag, int length) {
        return new Value(tag, Vr.OW, random(length, length));
    }

    private static Value padding() {
        return new Value(Tag.DataSetTrailingPadding, Vr.OB, Bytes.wrap(new byte[300]));
    }

    private static Bytes random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    /** None of which begins like a codestream. */
    private static List<Fragment> fragments(int count) {
        List<Fragment> fragments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = random(20 + 40 * i, i).toArray();
            bytes[0] = 1;
            fragments.add(new Fragment.Held(Bytes.wrap(bytes)));
        }
        return fragments;
    }

    private static List<Fragment> codestreams() {
        var start = new Fragment.Held(Bytes.ofHex("ffd8ffe000104a464946000101"));
        var middle = new Fragment.Held(Bytes.ofHex("0102030405060708"));
        return List.of(start, middle, middle, start, middle);
    }

    private static List<Fragment> withEmptyEnd() {
        List<Fragment> fragments = new ArrayList<>(fragments(2));
        fragments.add(new Fragment.Held(Bytes.EMPTY));
        return fragments;
    }

    private static DataSetBuilder extended(DataSetBuilder image, int frames) {
        List<Fragment> fragments = fragments(frames);
        List<Long> lengths = fragments.stream().map(Fragment::length).toList();
        return image.put(Tag.NumberOfFrames, String.valueOf(frames))
                .put(new Value(Tag.ExtendedOffsetTable, Vr.OV, offsets(8, places(fragments))))
                .put(new Value(Tag.ExtendedOffsetTableLengths, Vr.OV, offsets(8, lengths)))
                .put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY, fragments));
    }

    private static Bytes basicOffsets(List<Fragment> fragments) {
        return offsets(4, places(fragments));
    }

    private static List<Long> places(List<Fragment> fragments) {
        List<Long> places = new ArrayList<>();
        long place = 0;
        for (Fragment fragment : fragments) {
            places.add(place);
            place += 8 + fragment.length();
        }
        return places;
    }

    private static Bytes offsets(int size, List<Long> offsets) {
        byte[] bytes = new byte[size * offsets.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (offsets.get(i / size) >>> (8 * (i % size)));
        }
        return Bytes.wrap(bytes);
    }
}
