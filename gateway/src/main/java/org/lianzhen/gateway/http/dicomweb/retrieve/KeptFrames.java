package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

/**
 * The frames of a kept instance. Only the bytes of the frames asked for are read, wherever their places are known; where they are
 * not (short, deflated), the whole is.
 */
final class KeptFrames {
    private static final int HELD = 64 * 1024;

    private final Source source;
    private final TransferSyntax syntax;
    private final PixelPlace place;
    private final @Nullable PixelDescription pixels;
    private final @Nullable Frames whole;

    /**
     * Where frames come from.
     *
     * @param place of the pixels, as it was noted
     */
    record Source(Path file, KeptObject object, PixelPlace place) {}

    private KeptFrames(Source source, @Nullable PixelDescription pixels, @Nullable Frames whole) {
        this.source = source;
        this.syntax = syntax(source.object());
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

    /**
     * Opens the frames. Blocks.
     *
     * @param described whether more is needed than the bytes as they are kept
     * @throws ImageException when it is no image
     */
    static KeptFrames open(Source source, DataSetHeaders headers, boolean described) throws IOException {
        PixelPlace place = source.place();
        TransferSyntax syntax = syntax(source.object());
        boolean placed = !syntax.deflated() && place.offset() >= 0 && (!place.frames().isEmpty() || isPlain(place,
                syntax));
        if (!placed) {
            ParseOptions options = syntax.deflated() ? ParseOptions.WHOLE : ParseOptions.WHOLE.withBulk(HELD, "", 0);
            Part10File read = Part10Reader.read(source.file(), options);
            Frames frames = Frames.of(read.dataSet(), read.transferSyntax(), Part10Reader.files());
            return new KeptFrames(source, frames.description(), frames);
        }
        boolean needed = described || place.frames().isEmpty();
        PixelDescription pixels = needed ? headers.pixels(source.object()) : null;
        if (pixels != null && place.frames().isEmpty() && pixels.frameBits() % Byte.SIZE != 0) {
            return open(new Source(source.file(), source.object(), PixelPlace.NONE), headers, described);
        }
        return new KeptFrames(source, pixels, null);
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
            return new FixedBody(whole.encoded(frame));
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
            return whole.decoded(frame);
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
