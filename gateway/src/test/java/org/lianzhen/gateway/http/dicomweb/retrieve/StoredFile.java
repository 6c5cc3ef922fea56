package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.FrameTable;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.PixelPlace;
import org.lianzhen.gateway.archive.PixelPlace.FramePlace;
import org.lianzhen.gateway.archive.PixelPlace.Span;

/** An instance in a file as the archive keeps it, with the places of its pixels as intake notes them. */
record StoredFile(Path file, KeptObject object, PixelPlace place) {

    /** A grey image of these sizes, which lacks its pixels. */
    static DataSetBuilder image(int rows, int columns, int bits) {
        return DataSet.builder().put(Tag.SOPClassUID, SopClass.CTImageStorage).put(Tag.SOPInstanceUID, "1.3")
                .putInts(Tag.SamplesPerPixel, 1).put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.Rows, rows).putInts(Tag.Columns, columns).putInts(Tag.BitsAllocated, bits)
                .putInts(Tag.BitsStored, bits).putInts(Tag.HighBit, bits - 1).putInts(Tag.PixelRepresentation, 0);
    }

    static StoredFile write(Path folder, DataSet dataSet, TransferSyntax syntax) throws IOException {
        Path file = Files.createTempFile(folder, "object", ".dcm");
        var meta = FileMetaInformation.of(SopClass.CTImageStorage, "1.3", syntax.uid(), new Implementation("1.2", "T"));
        try (OutputStream out = Files.newOutputStream(file)) {
            Part10Writer.write(meta, dataSet, out, WriteOptions.DEFAULT);
        }
        Part10File read = Part10Reader.read(file, ParseOptions.WHOLE.withBulk(0, "", 0));
        PixelPlace place = place(read);
        var bytes = new KeptObject.Place(file.getFileName().toString(), Files.size(file), (int) read.dataSetOffset(),
                "");
        return new StoredFile(file, new KeptObject("1.1", "1.2", new SopReference(SopClass.CTImageStorage, "1.3"), 1,
                syntax.uid(), bytes, place.offset()), place);
    }

    private static PixelPlace place(Part10File read) {
        long start = read.transferSyntax().deflated() ? 0 : read.dataSetOffset();
        for (int tag : new int[]{ Tag.PixelData, Tag.FloatPixelData }) {
            Element element = read.dataSet().element(tag);
            if (element instanceof BulkValue value) {
                return new PixelPlace(value.data().offset() - start, value.data().length(), List.of());
            }
            if (element instanceof Fragments) {
                List<FramePlace> frames = new ArrayList<>();
                for (List<Fragment> frame : FrameTable.of(read.dataSet()).frames()) {
                    frames.add(new FramePlace(frame.stream().map(Fragment.Referenced.class::cast)
                            .map(one -> new Span(one.data().offset() - start, one.data().length())).toList()));
                }
                return new PixelPlace(frames.getFirst().fragments().getFirst().offset(), 0, frames);
            }
        }
        return PixelPlace.NONE;
    }

    DataSetHeaders headers() {
        return new DataSetHeaders(key -> file.resolveSibling(key),
                new Reading(new ImageWork(ImageWork.Limits.ofReading())));
    }

    /** What stands before the pixels. */
    DataSetHeader header() throws IOException {
        try (ImageWork.Held<DataSetHeader> read = headers().read(object)) {
            return read.outcome();
        }
    }

    /** The same with what stands behind them. */
    DataSetHeader whole() throws IOException {
        try (ImageWork.Held<DataSetHeader> read = headers().whole(object)) {
            return read.outcome();
        }
    }

    KeptFrames frames(boolean described) throws IOException {
        return KeptFrames.open(new KeptFrames.Source(file, object, place), headers(), described);
    }
}
