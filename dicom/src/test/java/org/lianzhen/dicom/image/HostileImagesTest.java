package org.lianzhen.dicom.image;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** Data sets whose attributes contradict each other, or are not what they should be at all. */
class HostileImagesTest {

    private static final List<Integer> NUMBERS = List.of(Tag.Rows, Tag.Columns, Tag.BitsAllocated, Tag.BitsStored,
            Tag.HighBit, Tag.PixelRepresentation, Tag.SamplesPerPixel, Tag.PlanarConfiguration, Tag.PixelPaddingValue,
            Tag.PixelPaddingRangeLimit, Tag.RedPaletteColorLookupTableDescriptor, Tag.ModalityLUTSequence);
    private static final List<Integer> TEXTS = List.of(Tag.WindowCenter, Tag.WindowWidth, Tag.RescaleSlope,
            Tag.RescaleIntercept, Tag.NumberOfFrames);
    private static final List<String> PHOTOMETRICS = List.of("MONOCHROME1", "MONOCHROME2", "PALETTE COLOR", "RGB",
            "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_420", "YBR_RCT", "HSV", "");
    private static final List<TransferSyntax> SYNTAXES = List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, TransferSyntax.RLE_LOSSLESS, TransferSyntax.JPEG_BASELINE,
            TransferSyntax.JPEG_LOSSLESS_SV1, TransferSyntax.JPEG_LS_LOSSLESS, TransferSyntax.JPEG_2000,
            TransferSyntax.DEFLATED_IMAGE_FRAME, TransferSyntax.HTJ2K);
    private static final int[] ODD = { 0, 1, 2, 3, 7, 8, 9, 12, 15, 16, 17, 31, 32, 33, 64, 255, 256, 65_535, 40_000 };
    private static final List<
            String> ODD_TEXTS = List.of("0", "-1", "1", "3", "1e300", "-1e300", "1e-300", "2147483647",
                    "-2147483648", "9999999999", "x", "", "NaN", "1\\2", "0.5");

    private final Random random = new Random(20_261_128);

    private DataSetBuilder sound() {
        int samples = random.nextBoolean() ? 1 : 3;
        DataSetBuilder image = TestImages.described(4, 6, samples, random.nextBoolean() ? 8 : 16)
                .put(Tag.WindowCenter, "40").put(Tag.WindowWidth, "400");
        TestImages.palette(image, random.nextBoolean() ? 8 : 16, i -> i, i -> i << 8, i -> 3);
        image.put(Tag.PhotometricInterpretation, PHOTOMETRICS.get(random.nextInt(PHOTOMETRICS.size())));
        if (random.nextInt(3) == 0) {
            image.putSequence(Tag.VOILUTSequence, TestImages.table(0, 8, 1, 2, 3));
        }
        return image;
    }

    private void pixels(DataSetBuilder image) {
        byte[] bytes = new byte[random.nextInt(400)];
        random.nextBytes(bytes);
        Bytes data = Bytes.wrap(bytes);
        switch (random.nextInt(4)) {
            case 0 -> image.put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY, List.of(new Fragment.Held(data))));
            case 1 -> image.put(new Fragments(Tag.PixelData, Vr.OB, data, List.of(new Fragment.Held(data),
                    new Fragment.Held(Bytes.EMPTY))));
            case 2 -> image.put(new Value(Tag.PixelData, Vr.OW, data));
            default -> image.put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY, List.of()));
        }
    }

    private void spoil(DataSetBuilder image) {
        switch (random.nextInt(5)) {
            case 0 -> spoil(NUMBERS, (tag, at) -> image.putInts(tag, Vr.US, ODD[at % ODD.length]));
            case 1 -> spoil(NUMBERS, (tag, at) -> image.put(new Value(tag, Vr.UL,
                    Bytes.ofHex(List.of("ffffff7f", "000080ff", "00", "ffffffff").get(at % 4)))));
            case 2 -> spoil(TEXTS, (tag, at) -> image.put(new Value(tag, Vr.DS,
                    Bytes.wrap(ODD_TEXTS.get(at % ODD_TEXTS.size()).getBytes(US_ASCII)))));
            case 3 -> spoil(NUMBERS, (tag, at) -> image.remove(tag));
            default -> spoil(NUMBERS, (tag, at) -> image.putSequence(tag, DataSet.EMPTY));
        }
    }

    private void spoil(List<Integer> tags, BiConsumer<Integer, Integer> how) {
        how.accept(tags.get(random.nextInt(tags.size())), random.nextInt(1000));
    }

    /** Anything but a picture or an {@link ImageException} fails the test. */
    @Test
    void areShownOrRefused() throws IOException {
        int shown = 0;
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            DataSetBuilder builder = sound();
            pixels(builder);
            for (int i = random.nextInt(4); i > 0; i--) {
                spoil(builder);
            }
            DataSet image = builder.build();
            TransferSyntax syntax = SYNTAXES.get(random.nextInt(SYNTAXES.size()));
            try {
                Frames frames = Frames.of(image, syntax, BulkDataResolver.NONE);
                Frame frame = frames.decoded(frames.count() - 1);
                Rendering.of(image, 0).render(frame).reduced(3);
                shown++;
            } catch (ImageException e) {
                refused++;
            }
        }
        assertThat(shown).isGreaterThan(200);
        assertThat(refused).isGreaterThan(200);
    }

    /** The same for those who want other bytes rather than a picture. */
    @Test
    void areEncodedAnewOrRefused() throws IOException {
        int done = 0;
        for (int round = 0; round < 5000; round++) {
            DataSetBuilder builder = sound();
            pixels(builder);
            spoil(builder);
            DataSet image = builder.build();
            TransferSyntax syntax = SYNTAXES.get(random.nextInt(SYNTAXES.size()));
            try {
                Frames frames = Frames.of(image, syntax, BulkDataResolver.NONE);
                Transcoding.toNative(image, frames);
                Transcoding.toJpegLs(image, frames);
                done++;
            } catch (ImageException e) {
                assertThat(e.reason()).isNotNull();
            }
        }
        assertThat(done).isPositive();
    }
}
