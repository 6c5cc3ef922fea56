package org.lianzhen.gateway.archive.conflict;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.FrameTable;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.image.PixelDescription;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.gateway.archive.conflict.FileComparison.Side;

/** Compares the samples of two images, a frame of each at a time. */
final class PixelComparison {
    private static final long MEBI = 1 << 20;
    /** Two frames of so many samples and what they were decoded from are 400 MiB; a slide in full colour has 48 Mi. */
    private static final long MOST_SAMPLES = 64 * MEBI;

    private PixelComparison() {}

    record Context(Findings findings, Deadline deadline) {}

    static void compare(Side one, Side other, Context context) throws IOException, NotComparableException {
        if (sameNative(one.dataSet(), other.dataSet())) {
            return;
        }
        Frames a = frames(one);
        Frames b = frames(other);
        if (!sameShape(a.description(), b.description())) {
            context.findings().add(Tag.PixelData);
            return;
        }
        boolean sameSyntax = one.syntax().equals(other.syntax());
        for (int frame = 0; frame < a.count(); frame++) {
            context.deadline().check();
            boolean sameBytes = sameSyntax && a.encoded(frame).equals(b.encoded(frame));
            if (!sameBytes && !a.decoded(frame).equals(b.decoded(frame))) {
                context.findings().add(Tag.format(Tag.PixelData) + " frame " + (frame + 1));
                return;
            }
        }
    }

    /** Needs no description, which what is no image does not have. */
    private static boolean sameNative(DataSet one, DataSet other) throws IOException {
        Element a = Objects.requireNonNull(one.element(Tag.PixelData));
        Element b = Objects.requireNonNull(other.element(Tag.PixelData));
        return Objects.equals(one.element(Tag.HighBit), other.element(Tag.HighBit))
                && Objects.equals(one.element(Tag.PlanarConfiguration), other.element(Tag.PlanarConfiguration))
                && ValueComparison.sameStream(a, b);
    }

    private static Frames frames(Side side) throws NotComparableException {
        Frames frames = Frames.of(side.dataSet(), side.syntax(), Part10Reader.files());
        PixelDescription pixels = frames.description();
        long samples = (long) pixels.rows() * pixels.columns() * pixels.samplesPerPixel();
        if (samples > MOST_SAMPLES || longestEncoded(side.dataSet()) > 4 * samples + MEBI) {
            throw new NotComparableException("its frames are too large");
        }
        return frames;
    }

    private static long longestEncoded(DataSet dataSet) {
        return dataSet.element(Tag.PixelData) instanceof Fragments
                ? FrameTable.of(dataSet).frames().stream().mapToLong(PixelComparison::length).max().orElse(0)
                : 0;
    }

    private static long length(List<Fragment> frame) {
        return frame.stream().mapToLong(Fragment::length).sum();
    }

    /** Whether samples can be laid beside each other; how they lie in their cells is for the decoder. */
    private static boolean sameShape(PixelDescription one, PixelDescription other) {
        return one.rows() == other.rows() && one.columns() == other.columns()
                && one.samplesPerPixel() == other.samplesPerPixel() && one.bitsStored() == other.bitsStored()
                && one.signed() == other.signed() && one.numberOfFrames() == other.numberOfFrames();
    }
}
