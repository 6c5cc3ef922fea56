package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
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
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.net.ImplementationIdentity;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.http.dicomweb.retrieve.Rendition.Form;

/**
 * Brings instances into the form in which they go out. Values above 64 KiB stay where they are until they are written, and
 * pixels are decoded frame by frame while they are.
 */
final class InstanceBodies {
    private static final int HELD = 64 * 1024;
    private static final Implementation WRITER = new Implementation(ImplementationIdentity.OURS.classUid(),
            String.valueOf(ImplementationIdentity.OURS.versionName()));

    private final Function<String, Path> files;
    private final ImageWork work;

    /** @param files the file of an object's key */
    InstanceBodies(Function<String, Path> files, ImageWork work) {
        this.files = files;
        this.work = work;
    }

    Path file(KeptObject object) {
        return files.apply(object.bytes().key());
    }

    FileBody asKept(KeptObject object) {
        return new FileBody(file(object), 0, object.bytes().length());
    }

    /** The file of an instance in another form. Blocks. */
    Body open(Rendition rendition) throws IOException {
        if (rendition.form() == Form.AS_KEPT) {
            return asKept(rendition.object());
        }
        Path file = file(rendition.object());
        ParseOptions options = TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN.uid()
                .equals(rendition.object().transferSyntaxUid()) ? ParseOptions.WHOLE
                        : ParseOptions.WHOLE.withBulk(HELD, "", 0);
        Part10File kept = Part10Reader.read(file, options);
        FileMetaInformation meta = meta(rendition, kept);
        DataSet dataSet = kept.dataSet();
        boolean untouched = rendition.form() == Form.REENCODED
                || (rendition.form() == Form.DECODED && !dataSet.contains(Tag.PixelData));
        if (untouched) {
            return new Written(meta, dataSet, rendition.syntax(), Part10Reader.files());
        }
        return rendition.form() == Form.JPEG_LS ? jpegLs(meta, kept) : decoded(meta, kept);
    }

    private static FileMetaInformation meta(Rendition rendition, Part10File kept) {
        KeptObject object = rendition.object();
        var meta = FileMetaInformation.of(object.instance().sopClassUid(), object.sopInstanceUid(),
                rendition.syntax().uid(), WRITER);
        String source = kept.meta() == null ? null : kept.meta().sourceApplicationEntityTitle();
        return source == null ? meta : meta.withSource(source);
    }

    private Body jpegLs(FileMetaInformation meta, Part10File kept) throws IOException {
        return inMemory(meta, kept, TransferSyntax.JPEG_LS_LOSSLESS, Transcoding::toJpegLs);
    }

    /** The pixels get a place of their own, where the frames are decoded one by one. */
    private Body decoded(FileMetaInformation meta, Part10File kept) throws IOException {
        DataSet dataSet = kept.dataSet();
        if (!(dataSet.element(Tag.PixelData) instanceof Fragments)) {
            return inMemory(meta, kept, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, Transcoding::toNative);
        }
        // an icon is decoded with it
        NativeForm form = work.run(DecodedFrames.memory(PixelDescription.of(dataSet)),
                () -> NativeForm.of(dataSet, kept.transferSyntax(), Part10Reader.files()));
        // whether the image is broken is known before anything of it is sent
        DecodedFrames frames = DecodedFrames.begun(form, work);
        return new Holding(new Written(meta, form.dataSet(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                form.values(frames)), frames::close);
    }

    /** All frames of an image in another encoding. */
    @FunctionalInterface
    private interface Encoding {
        DataSet of(DataSet image, Frames frames) throws IOException;
    }

    private Body inMemory(FileMetaInformation meta, Part10File kept, TransferSyntax target, Encoding encoding)
            throws IOException {
        DataSet dataSet = kept.dataSet();
        Frames frames = Frames.of(dataSet, kept.transferSyntax(), Part10Reader.files());
        PixelDescription pixels = frames.description();
        long memory = DecodedFrames.memory(pixels) + new NativeCells(pixels).length();
        return Holding.of(meta, target, work.hold(memory, () -> encoding.of(
                NativeForm.withNativeIcon(dataSet, kept.transferSyntax(), Part10Reader.files()), frames)));
    }

    /** A file for which something is held until it is sent. */
    private record Holding(Written file, Runnable letGo) implements Body {
        /** One whose pixels are in memory. */
        static Holding of(FileMetaInformation meta, TransferSyntax syntax, ImageWork.Held<DataSet> made) {
            var file = new Written(meta, made.outcome(), syntax, Part10Reader.files());
            made.share().shrink(file.length());
            return new Holding(file, made.share()::close);
        }

        @Override
        public long length() {
            return file.length();
        }

        @Override
        public void writeTo(Sink out) throws IOException {
            file.writeTo(out);
        }

        @Override
        public void close() {
            letGo.run();
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
