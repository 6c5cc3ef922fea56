package org.lianzhen.dicom.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.ImageException.Reason;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/**
 * The same image in another encoding, without loss beyond what its first encoding lost. Everything that is no pixel stays;
 * the UID of the instance stays too, as PS3.5 wants of lossless changes. All frames are held in memory.
 */
public final class Transcoding {

    private static final int MOST_OFFSET_BITS = 32;
    private static final int ITEM_HEADER = 8;

    private final DataSet image;
    private final Frames frames;
    private final PixelDescription pixels;

    private Transcoding(DataSet image, Frames frames) {
        this.image = image;
        this.frames = frames;
        this.pixels = frames.description();
    }

    /**
     * The image with native pixel data, for any uncompressed transfer syntax.
     *
     * @param image what the frames were taken from
     * @throws ImageException when a frame cannot be decoded, or all together are too long for memory
     * @throws IOException from the stream that holds the frames
     */
    public static DataSet toNative(DataSet image, Frames frames) throws IOException {
        return new Transcoding(image, frames).nativePixels();
    }

    /**
     * The image for {@link TransferSyntax#JPEG_LS_LOSSLESS}, each frame in one fragment.
     *
     * @param image what the frames were taken from
     * @throws ImageException when a frame cannot be decoded, or JPEG-LS cannot hold it
     * @throws IOException from the stream that holds the frames
     */
    public static DataSet toJpegLs(DataSet image, Frames frames) throws IOException {
        return new Transcoding(image, frames).jpegLs();
    }

    /**
     * One frame as a JPEG-LS stream without loss, as {@link #toJpegLs} has it in its fragment.
     *
     * @param pixels of the image it is from
     * @throws ImageException when JPEG-LS cannot hold it
     */
    public static Bytes jpegLs(Frame frame, PixelDescription pixels) {
        requireJpegLs(pixels);
        return JpegLsEncoder.encode(frame, Interleave.LINE);
    }

    private DataSet nativePixels() throws IOException {
        var cells = new NativeCells(pixels);
        long length = cells.length();
        if (length > Integer.MAX_VALUE - Byte.SIZE) {
            throw new ImageException(Reason.LIMIT_EXCEEDED, "native pixel data of " + length + " bytes");
        }
        byte[] all = new byte[(int) length];
        for (int frame = 0; frame < frames.count(); frame++) {
            byte[] one = cells.of(frame, frames.decoded(frame));
            int first = (int) cells.first(frame);
            one[0] |= all[first];
            System.arraycopy(one, 0, all, first, one.length);
        }
        return described(image, pixels).put(new Value(Tag.PixelData, nativeVr(pixels), Bytes.wrap(all))).build();
    }

    /** Of native Pixel Data (PS3.5 section 8.2 and annex A). */
    static Vr nativeVr(PixelDescription pixels) {
        return pixels.bitsAllocated() > Byte.SIZE ? Vr.OW : Vr.OB;
    }

    private static void requireJpegLs(PixelDescription pixels) {
        if (pixels.bitsAllocated() != Byte.SIZE && pixels.bitsAllocated() != Short.SIZE) {
            throw ImageException.unsupported("JPEG-LS of " + pixels.bitsAllocated() + " bits allocated");
        }
    }

    private DataSet jpegLs() throws IOException {
        requireJpegLs(pixels);
        List<Fragment> fragments = new ArrayList<>(frames.count());
        ByteBuffer offsets = ByteBuffer.allocate(Integer.BYTES * frames.count()).order(ByteOrder.LITTLE_ENDIAN);
        long offset = 0;
        for (int frame = 0; frame < frames.count(); frame++) {
            offsets.putInt((int) offset);
            var fragment = new Fragment.Held(JpegLsEncoder.encode(frames.decoded(frame), Interleave.LINE));
            fragments.add(fragment);
            offset += ITEM_HEADER + fragment.length();
        }
        Bytes table = offset >>> MOST_OFFSET_BITS == 0 ? Bytes.wrap(offsets.array()) : Bytes.EMPTY;
        return described(image, pixels).put(new Fragments(Tag.PixelData, Vr.OB, table, fragments)).build();
    }

    /** The data set without offset tables, and with a description of what the decoder gives. */
    static DataSetBuilder described(DataSet image, PixelDescription pixels) {
        DataSetBuilder builder = image.toBuilder().remove(Tag.ExtendedOffsetTable)
                .remove(Tag.ExtendedOffsetTableLengths).remove(Tag.EncapsulatedPixelDataValueTotalLength);
        builder.putInts(Tag.BitsStored, pixels.bitsStored());
        builder.putInts(Tag.HighBit, pixels.bitsStored() - 1);
        if (pixels.samplesPerPixel() > 1) {
            builder.putInts(Tag.PlanarConfiguration, 0);
            builder.put(Tag.PhotometricInterpretation, pixels.decodedColours());
        }
        return builder;
    }
}
