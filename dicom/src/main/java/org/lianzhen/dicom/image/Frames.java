package org.lianzhen.dicom.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.FrameTable;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.ImageException.Reason;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** The frames of an image, encoded as they lie in its Pixel Data and decoded. Reads only the frame that is asked for. */
public final class Frames {

    private final PixelDescription pixels;
    private final Element pixelData;
    private final BulkDataResolver bulk;
    private final FrameDecoder decoder;
    /** Big-endian words were put right one by one, but the two of a sample of 32 bits have the high one first. */
    private final boolean highWordsFirst;
    private final @Nullable FrameTable table;

    private Frames(DataSet image, Element pixelData, TransferSyntax syntax, BulkDataResolver bulk) {
        this.pixels = PixelDescription.of(image);
        this.pixelData = pixelData;
        this.bulk = bulk;
        // a data set in a compressed syntax may hold native pixels all the same, such as those of an icon
        boolean encapsulated = pixelData instanceof Fragments;
        this.decoder = new FrameDecoder(encapsulated ? syntax : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, pixels,
                ImageLimits.DEFAULT);
        this.highWordsFirst = syntax.bigEndian() && pixels.bitsAllocated() == Integer.SIZE
                && pixelData.vr() == Vr.OW;
        this.table = pixelData instanceof Fragments ? FrameTable.of(image) : null;
    }

    /**
     * The frames of a data set that holds its Pixel Data, or refers to it.
     *
     * @param syntax of the data set
     * @param bulk opens what the data set refers to
     * @throws ImageException when it is no image, or one with floating-point pixels, or larger than
     *         {@link ImageLimits#DEFAULT}
     */
    public static Frames of(DataSet image, TransferSyntax syntax, BulkDataResolver bulk) {
        Element pixelData = image.element(Tag.PixelData);
        if (pixelData == null) {
            throw ImageException.unsupported("no Pixel Data");
        }
        if (pixelData instanceof Fragments && !syntax.encapsulated()) {
            // taken for samples they would be a picture of nothing
            throw ImageException.unsupported("compressed pixels under a transfer syntax without compression");
        }
        return new Frames(image, pixelData, syntax, bulk);
    }

    public PixelDescription description() {
        return pixels;
    }

    public int count() {
        return pixels.numberOfFrames();
    }

    /**
     * The bytes of a frame: its fragments put together, or its part of native Pixel Data in little endian. A frame of
     * 1-bit samples that shares a byte with another begins with that byte.
     *
     * @param frame from 0
     * @throws IndexOutOfBoundsException when there is no such frame
     * @throws ImageException when Pixel Data does not hold it
     * @throws IOException from the stream that is referred to
     */
    public Bytes encoded(int frame) throws IOException {
        if (frame < 0 || frame >= count()) {
            throw new IndexOutOfBoundsException("frame " + frame + " of " + count());
        }
        if (table == null) {
            long first = frame * pixels.frameBits() / Byte.SIZE;
            long end = ((frame + 1L) * pixels.frameBits() + Byte.SIZE - 1) / Byte.SIZE;
            Bytes bytes = nativeBytes(first, Math.toIntExact(end - first));
            return highWordsFirst ? bytes.swapped(Integer.BYTES).swapped(Short.BYTES) : bytes;
        }
        if (frame >= table.frames().size()) {
            throw ImageException.malformed("frames that cannot be told apart");
        }
        return joined(table.frames().get(frame));
    }

    /**
     * Decodes a frame.
     *
     * @param frame from 0
     * @throws ImageException when it is malformed, cut short, or not supported
     * @throws IOException from the stream that is referred to
     */
    public Frame decoded(int frame) throws IOException {
        Bytes encoded = encoded(frame);
        return table == null ? decoder.decodeNative(encoded, (int) (frame * pixels.frameBits() % Byte.SIZE))
                : decoder.decode(encoded);
    }

    private Bytes nativeBytes(long first, int length) throws IOException {
        return switch (pixelData) {
            case Value value -> {
                requireInside(first + length, value.bytes().length());
                yield value.bytes().slice((int) first, length);
            }
            case BulkValue value -> {
                BulkData data = value.data();
                requireInside(first + length, data.length());
                // whole words, so that they can be swapped
                long even = first & ~1L;
                int margin = (int) (first - even);
                int read = (int) Math.min(length + margin + 1, data.length() - even);
                Bytes bytes = read(new BulkData(data.uri(), data.offset() + even, read));
                boolean swap = data.bigEndian() && value.vr() == Vr.OW;
                yield (swap ? bytes.swapped(2) : bytes).slice(margin, length);
            }
            default -> throw ImageException.malformed("Pixel Data that is a sequence");
        };
    }

    private static void requireInside(long end, long length) {
        if (end > length) {
            throw ImageException.truncated("Pixel Data of " + length + " bytes; " + end + " are wanted");
        }
    }

    private Bytes joined(List<Fragment> fragments) throws IOException {
        if (fragments.size() == 1 && fragments.getFirst() instanceof Fragment.Held held) {
            return held.bytes();
        }
        long length = fragments.stream().mapToLong(Fragment::length).sum();
        if (length > Integer.MAX_VALUE - Byte.SIZE) {
            throw new ImageException(Reason.LIMIT_EXCEEDED, "a frame of " + length + " bytes");
        }
        byte[] joined = new byte[(int) length];
        int at = 0;
        for (Fragment fragment : fragments) {
            Bytes bytes = fragment instanceof Fragment.Held held ? held.bytes()
                    : read(((Fragment.Referenced) fragment).data());
            bytes.copyTo(joined, at);
            at += (int) fragment.length();
        }
        return Bytes.wrap(joined);
    }

    private Bytes read(BulkData data) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(data.length()));
        try (ReadableByteChannel channel = bulk.open(data)) {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw ImageException.truncated("Pixel Data ends in the middle of a frame");
                }
            }
        }
        return Bytes.wrap(buffer.array());
    }
}
