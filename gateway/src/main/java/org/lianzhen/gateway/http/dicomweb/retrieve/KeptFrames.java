package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.Frame;
import org.lianzhen.dicom.image.FrameDecoder;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.image.ImageException;
import org.lianzhen.dicom.image.ImageLimits;
import org.lianzhen.dicom.image.NativeCells;
import org.lianzhen.dicom.image.PixelDescription;
import org.lianzhen.dicom.image.Transcoding;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.PixelPlace;
import org.lianzhen.gateway.archive.PixelPlace.FramePlace;
import org.lianzhen.gateway.archive.PixelPlace.Span;
import org.lianzhen.gateway.http.dicomweb.retrieve.ImageWork.Held;

/**
 * The frames of a kept instance. Only the bytes of the frames asked for are read, wherever their places are known; where they are
 * not (short, deflated), the whole is.
 */
final class KeptFrames implements Closeable {
    /** Look-up tables may have 128 KiB. */
    private static final int HELD = 256 * 1024;

    private final Source source;
    private final TransferSyntax syntax;
    private final PixelPlace place;
    private final @Nullable PixelDescription pixels;
    private final @Nullable Whole whole;

    /**
     * Where frames come from.
     *
     * @param place of the pixels, as it was noted
     */
    record Source(Path file, KeptObject object, PixelPlace place) {}

    /** All of an instance, and the memory that it takes. */
    private record Whole(Held<Part10File> read, Frames frames) {}

    private KeptFrames(Source source, @Nullable PixelDescription pixels, @Nullable Whole whole) {
        this.source = source;
        this.syntax = syntax(source.object(), source.place());
        this.place = source.place();
        this.pixels = pixels;
        this.whole = whole;
    }

    static TransferSyntax syntax(KeptObject object) {
        TransferSyntax syntax = TransferSyntax.of(object.transferSyntaxUid());
        if (syntax == null) {
            throw ImageException.unsupported("a transfer syntax that nobody knows");
        }
        return syntax;
    }

    /** What the pixels are in: some devices name a compression and send native pixels. */
    static TransferSyntax syntax(KeptObject object, PixelPlace place) {
        TransferSyntax said = syntax(object);
        return said.encapsulated() && place.length() > 0 ? TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN : said;
    }

    /**
     * Opens the frames. Blocks.
     *
     * @param described whether more is needed than the bytes as they are kept
     * @throws ImageException when it is no image
     */
    static KeptFrames open(Source source, DataSetHeaders headers, boolean described) throws IOException {
        if (!isPlaced(source)) {
            return whole(source, headers.reading());
        }
        if (!source.place().frames().isEmpty() && !syntax(source.object()).encapsulated()) {
            throw ImageException.unsupported("compressed pixels under a transfer syntax without compression");
        }
        boolean needed = described || source.place().frames().isEmpty();
        PixelDescription pixels = needed ? headers.pixels(source.object()) : null;
        if (pixels != null && source.place().frames().isEmpty() && pixels.frameBits() % Byte.SIZE != 0) {
            return whole(source, headers.reading());
        }
        return new KeptFrames(source, pixels, null);
    }

    /** Whether places of frames are known, so that opening one costs nothing, unless they share bytes. */
    static boolean isPlaced(Source source) {
        PixelPlace place = source.place();
        TransferSyntax syntax = syntax(source.object(), place);
        return !syntax.deflated() && place.offset() >= 0 && (!place.frames().isEmpty() || isPlain(place, syntax));
    }

    private static KeptFrames whole(Source source, Reading reading) throws IOException {
        TransferSyntax syntax = syntax(source.object());
        // a deflated value cannot be fetched without all that is before it
        ParseOptions options = syntax.deflated() ? ParseOptions.WHOLE : ParseOptions.WHOLE.withBulk(HELD, "", 0);
        Held<Part10File> read = reading.file(source.file(), syntax, options);
        try {
            Frames frames = Frames.of(read.outcome().dataSet(), read.outcome().transferSyntax(), Part10Reader.files());
            return new KeptFrames(new Source(source.file(), source.object(), PixelPlace.NONE), frames.description(),
                    new Whole(read, frames));
        } catch (RuntimeException e) {
            read.close();
            throw e;
        }
    }

    /** Native pixels whose samples lie in the order in which they go out. */
    private static boolean isPlain(PixelPlace place, TransferSyntax syntax) {
        return place.length() > 0 && !syntax.bigEndian();
    }

    /** Whether the samples lie there as they are. */
    boolean isNative() {
        return !syntax.encapsulated()
                && (whole == null ? place.frames().isEmpty() : description().bitsAllocated() != 1);
    }

    /** Whether places of frames are known, so that opening one costs nothing. */
    boolean isPlaced() {
        return whole == null;
    }

    /** The data set, where all of it was read; else null. */
    @Nullable
    DataSet image() {
        return whole == null ? null : whole.read().outcome().dataSet();
    }

    /** Lets go of the memory that it takes. */
    @Override
    public void close() {
        if (whole != null) {
            whole.read().close();
        }
    }

    int count() {
        if (!place.frames().isEmpty() && whole == null) {
            return place.frames().size();
        }
        return description().numberOfFrames();
    }

    PixelDescription description() {
        if (pixels == null) {
            throw new IllegalStateException("opened without a description");
        }
        return pixels;
    }

    /** A frame as it is kept; of native pixels in little endian. */
    Body kept(int frame) throws IOException {
        if (whole != null) {
            return new FixedBody(whole.frames().encoded(frame));
        }
        long start = source.object().bytes().dataSetOffset();
        if (place.frames().isEmpty()) {
            long length = description().frameBits() / Byte.SIZE;
            long offset = frame * length;
            if (offset + length > place.length()) {
                throw ImageException.truncated("Pixel Data of " + place.length() + " bytes end before frame "
                        + (frame + 1));
            }
            return new FileBody(source.file(), start + place.offset() + offset, length);
        }
        FramePlace spans = place.frames().get(frame);
        List<FileBody> bodies = new ArrayList<>();
        for (Span span : spans.fragments()) {
            bodies.add(new FileBody(source.file(), start + span.offset(), span.length()));
        }
        return bodies.size() == 1 ? bodies.getFirst() : new FileBodies(bodies);
    }

    /** Decodes a frame; takes its time. */
    Frame decoded(int frame) throws IOException {
        if (whole != null) {
            return whole.frames().decoded(frame);
        }
        Bytes encoded = bytes(kept(frame));
        return new FrameDecoder(syntax, description(), ImageLimits.DEFAULT).decode(encoded);
    }

    private static Bytes bytes(Body body) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(body.length()));
        List<FileBody> parts = body instanceof FileBodies several ? several.parts() : List.of((FileBody) body);
        for (FileBody part : parts) {
            try (FileChannel channel = part.open()) {
                bytes.limit(bytes.position() + (int) part.length());
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes, part.offset() + part.length() - bytes.remaining()) < 0) {
                        throw new IOException("an object is shorter than it was");
                    }
                }
            }
        }
        return Bytes.wrap(bytes.array());
    }

    /** A frame as samples in little endian; takes its time when it is compressed. */
    Bytes samples(int frame) throws IOException {
        return Bytes.wrap(new NativeCells(description()).of(decoded(frame)));
    }

    /** A frame encoded as JPEG-LS without loss; takes its time. */
    Bytes jpegLs(int frame) throws IOException {
        return Transcoding.jpegLs(decoded(frame), description());
    }
}
