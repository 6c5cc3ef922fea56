package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.function.Function;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.image.NativeCells;
import org.lianzhen.dicom.image.NativeForm;
import org.lianzhen.dicom.image.PixelDescription;
import org.lianzhen.dicom.image.Transcoding;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.io.DataSetWriter;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.StreamedBulkData;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.net.ImplementationIdentity;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.http.dicomweb.retrieve.ImageWork.Held;
import org.lianzhen.gateway.http.dicomweb.retrieve.Rendition.Form;

/**
 * Brings instances into the form in which they go out. Values above 4 KiB stay where they are until they are written, and
 * pixels are decoded frame by frame while they are.
 */
final class InstanceBodies {
    private static final int HELD = 4 * 1024;
    private static final ParseOptions BY_REFERENCE = ParseOptions.WHOLE.withBulk(HELD, "", 0);
    private static final Implementation WRITER = new Implementation(ImplementationIdentity.OURS.classUid(),
            String.valueOf(ImplementationIdentity.OURS.versionName()));

    private final Function<String, Path> files;
    private final Reading reading;
    private final ImageWork work;

    /** @param files the file of an object's key */
    InstanceBodies(Function<String, Path> files, Reading reading, ImageWork work) {
        this.files = files;
        this.reading = reading;
        this.work = work;
    }

    Path file(KeptObject object) {
        return files.apply(object.bytes().key());
    }

    FileBody asKept(KeptObject object) {
        return new FileBody(file(object), 0, object.bytes().length());
    }

    /** Reads an instance. Blocks. */
    Held<Part10File> read(KeptObject object, ParseOptions options) throws IOException {
        return reading.file(file(object), KeptFrames.syntax(object), options);
    }

    /** The file of an instance in another form. Blocks. */
    Body open(Rendition rendition) throws IOException {
        KeptObject object = rendition.object();
        if (rendition.form() == Form.AS_KEPT) {
            return asKept(object);
        }
        boolean deflated = KeptFrames.syntax(object).deflated();
        // frames of a deflated image cannot be fetched one by one
        boolean held = deflated && rendition.form() != Form.REENCODED;
        Held<Part10File> kept = read(object, held ? ParseOptions.WHOLE : BY_REFERENCE);
        try {
            return open(rendition, kept);
        } catch (IOException | RuntimeException e) {
            kept.close();
            throw e;
        }
    }

    private Body open(Rendition rendition, Held<Part10File> read) throws IOException {
        Part10File kept = read.outcome();
        FileMetaInformation meta = meta(rendition, kept);
        DataSet dataSet = kept.dataSet();
        boolean untouched = rendition.form() == Form.REENCODED
                || (rendition.form() == Form.DECODED && !dataSet.contains(Tag.PixelData));
        if (untouched && KeptFrames.syntax(rendition.object()).deflated()) {
            StreamedBulkData values = InflatedBody.values(file(rendition.object()),
                    rendition.object().bytes().dataSetOffset());
            return new Holding(new Written(meta, dataSet, rendition.syntax(), values), read, values);
        }
        if (untouched) {
            return new Holding(new Written(meta, dataSet, rendition.syntax(), Part10Reader.files()), read);
        }
        return rendition.form() == Form.JPEG_LS
                ? inMemory(meta, read, TransferSyntax.JPEG_LS_LOSSLESS, Transcoding::toJpegLs)
                : decoded(meta, read);
    }

    /** The decoded pixels of an instance, frame after frame. Blocks. */
    Body pixels(KeptObject object) throws IOException {
        Held<Part10File> kept = read(object, BY_REFERENCE);
        try {
            NativeForm form = nativeForm(kept.outcome());
            DecodedFrames frames = DecodedFrames.begun(form, work);
            return new Holding(new Pixels(form, frames), kept, frames);
        } catch (IOException | RuntimeException e) {
            kept.close();
            throw e;
        }
    }

    private static FileMetaInformation meta(Rendition rendition, Part10File kept) {
        KeptObject object = rendition.object();
        var meta = FileMetaInformation.of(object.instance().sopClassUid(), object.sopInstanceUid(),
                rendition.syntax().uid(), WRITER);
        String source = kept.meta() == null ? null : kept.meta().sourceApplicationEntityTitle();
        return source == null ? meta : meta.withSource(source);
    }

    /** The pixels get a place of their own, where the frames are decoded one by one. */
    private Body decoded(FileMetaInformation meta, Held<Part10File> read) throws IOException {
        TransferSyntax target = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        if (!(read.outcome().dataSet().element(Tag.PixelData) instanceof Fragments)) {
            return inMemory(meta, read, target, Transcoding::toNative);
        }
        NativeForm form = nativeForm(read.outcome());
        // whether the image is broken is known before anything of it is sent
        DecodedFrames frames = DecodedFrames.begun(form, work);
        return new Holding(new Written(meta, form.dataSet(), target, form.values(frames)), read, frames);
    }

    /** An icon is decoded with it. */
    private NativeForm nativeForm(Part10File kept) throws IOException {
        return work.run(DecodedFrames.memory(PixelDescription.of(kept.dataSet())),
                () -> NativeForm.of(kept.dataSet(), kept.transferSyntax(), Part10Reader.files()));
    }

    /** All frames of an image in another encoding. */
    @FunctionalInterface
    private interface Encoding {
        DataSet of(DataSet image, Frames frames) throws IOException;
    }

    private Body inMemory(FileMetaInformation meta, Held<Part10File> read, TransferSyntax target, Encoding encoding)
            throws IOException {
        Part10File kept = read.outcome();
        Frames frames = Frames.of(kept.dataSet(), kept.transferSyntax(), Part10Reader.files());
        PixelDescription pixels = frames.description();
        long memory = DecodedFrames.memory(pixels) + new NativeCells(pixels).length();
        Held<DataSet> made = work.hold(memory, () -> encoding.of(
                NativeForm.withNativeIcon(kept.dataSet(), kept.transferSyntax(), Part10Reader.files()), frames));
        var file = new Written(meta, made.outcome(), target, Part10Reader.files());
        made.share().shrink(file.length());
        return new Holding(file, read, made);
    }

    /** Decoded pixels by themselves. */
    private record Pixels(NativeForm form, DecodedFrames frames) implements Body {
        @Override
        public long length() {
            return new NativeCells(form.description()).length();
        }

        @Override
        public void writeTo(Sink out) throws IOException {
            try (ReadableByteChannel pixels = form.pixels(frames)) {
                out.copy(pixels, length());
            }
        }
    }

    /** A file that is written while it goes out. */
    private record Written(Bytes top, DataSet dataSet, DataSetWriter writer) implements Body {
        Written(FileMetaInformation meta, DataSet dataSet, TransferSyntax syntax, BulkDataResolver bulk) {
            this(Part10Writer.head(meta), dataSet, new DataSetWriter(syntax, WriteOptions.DEFAULT.withBulk(bulk)));
        }

        @Override
        public long length() {
            return top.length() + writer.length(dataSet);
        }

        @Override
        public void writeTo(Sink out) throws IOException {
            out.write(top);
            writer.write(dataSet, out);
        }
    }
}
