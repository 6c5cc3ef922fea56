package org.lianzhen.dicom.image;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.BulkDataResolver;

/**
 * How an image is told of in any uncompressed transfer syntax. Its pixels are a reference, so that whoever decodes the frames chooses
 * when and where, and only one needs to be in memory. Everything that is no pixel stays, also what the data set says of lossy
 * compression, for the loss stays too (PS3.3 section C.7.6.1.1.5).
 */
public final class NativeForm {

    private static final String PIXELS = "decoded:pixels";

    private final DataSet dataSet;
    private final Frames frames;
    private final NativeCells cells;
    private final BulkDataResolver others;

    private NativeForm(DataSet image, Frames frames, BulkDataResolver others) {
        PixelDescription pixels = frames.description();
        this.frames = frames;
        this.others = others;
        this.cells = new NativeCells(pixels);
        this.dataSet = Transcoding.described(image, pixels).put(new BulkValue(Tag.PixelData,
                Transcoding.nativeVr(pixels), new BulkData(PIXELS, 0, cells.length()))).build();
    }

    /** Gives frames in turn, each when it is written. */
    @FunctionalInterface
    public interface Source {
        /** A frame from 0, as {@link NativeForm#cells} makes it; it stays the source's. */
        byte[] cells(int frame) throws IOException;
    }

    /**
     * Decodes nothing but an icon.
     *
     * @param syntax of the data set
     * @param values opens what the data set refers to
     * @throws ImageException when it is no image
     * @throws IOException from the stream that holds the icon
     */
    public static NativeForm of(DataSet image, TransferSyntax syntax, BulkDataResolver values) throws IOException {
        return new NativeForm(withNativeIcon(image, syntax, values), Frames.of(image, syntax, values), values);
    }

    /**
     * The image with an icon in native pixels, which every transfer syntax may have: one in another compression than the image's it
     * may not (PS3.5 annex A.4).
     *
     * @param syntax of the data set
     * @param values opens what the data set refers to
     * @throws ImageException when the icon cannot be decoded
     * @throws IOException from the stream that holds the icon
     */
    public static DataSet withNativeIcon(DataSet image, TransferSyntax syntax, BulkDataResolver values)
            throws IOException {
        DataSet icon = image.item(Tag.IconImageSequence);
        return icon != null && icon.element(Tag.PixelData) instanceof Fragments
                ? image.toBuilder().putSequence(Tag.IconImageSequence,
                        Transcoding.toNative(icon, Frames.of(icon, syntax, values))).build()
                : image;
    }

    /** The data set, whose Pixel Data is a reference that only {@link #values} knows. */
    public DataSet dataSet() {
        return dataSet;
    }

    public PixelDescription description() {
        return frames.description();
    }

    /**
     * Decodes a frame; takes its time.
     *
     * @param frame from 0
     * @return its bytes in their place among the others
     * @throws ImageException when it cannot be decoded
     * @throws IOException from the stream that holds the frames
     */
    public byte[] cells(int frame) throws IOException {
        return cells.of(frame, frames.decoded(frame));
    }

    /** The pixels by themselves, of which a source gives the frames. */
    public ReadableByteChannel pixels(Source source) {
        return new NativeStream(cells, source);
    }

    /** Opens the pixels, and what else the data set refers to. */
    public BulkDataResolver values(Source source) {
        return data -> data.uri().equals(PIXELS) ? pixels(source) : others.open(data);
    }
}
