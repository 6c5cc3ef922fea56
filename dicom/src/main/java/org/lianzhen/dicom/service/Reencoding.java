package org.lianzhen.dicom.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.io.DataSetParser;
import org.lianzhen.dicom.io.DataSetWriter;
import org.lianzhen.dicom.io.InflatedStream;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.io.StreamedBulkData;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.net.DataSetSource;

/**
 * Brings an instance into another transfer syntax: among the uncompressed ones, and out of a compressed one where its pixels can be
 * decoded. Large values are passed over while the data set is read and fetched while it is written, so that none is too large.
 */
final class Reencoding {
    private static final ParseOptions BY_REFERENCE = ParseOptions.WHOLE.withBulk(64 * 1024, "", 0);

    private Reencoding() {}

    static boolean isPossible(Instance instance, TransferSyntax target) {
        TransferSyntax own = instance.transferSyntax();
        return !target.encapsulated() && (!own.encapsulated() || instance.data().decoding().decodes(own));
    }

    /** The instance's data set in another transfer syntax. What cannot be read fails the source's first bytes. */
    static DataSetSource open(Instance instance, TransferSyntax target) {
        return new BlockingSource(pieces -> {
            // a file as it lies there is read at any place at once, a deflate stream from its beginning only
            Path file = instance.transferSyntax().deflated() ? null : instance.data().file().orElse(null);
            if (file != null) {
                DataSet dataSet = Part10Reader.read(file, BY_REFERENCE).dataSet();
                handOn(instance, dataSet, Part10Reader.files(), (plain, bulk) -> write(plain, target, bulk, pieces));
                return;
            }
            DataSet dataSet = read(instance);
            try (var values = new StreamedBulkData(() -> bytes(instance))) {
                handOn(instance, dataSet, values, (plain, bulk) -> write(plain, target, bulk, pieces));
            }
        });
    }

    private static void handOn(Instance instance, DataSet dataSet, BulkDataResolver values,
            PixelDecoding.Receiver receiver) throws IOException, InterruptedException {
        TransferSyntax own = instance.transferSyntax();
        if (own.encapsulated() && dataSet.element(Tag.PixelData) instanceof Fragments) {
            instance.data().decoding().decode(new PixelDecoding.Image(dataSet, own, values), receiver);
        } else {
            receiver.take(dataSet, values);
        }
    }

    private static void write(DataSet dataSet, TransferSyntax target, BulkDataResolver bulk,
            BlockingSource.Pieces pieces) throws IOException {
        try (var out = new PieceStream(pieces)) {
            new DataSetWriter(target, WriteOptions.DEFAULT.withBulk(bulk)).write(dataSet, out);
            out.finish();
        }
    }

    /** The bytes that references into the data set count. */
    private static InputStream bytes(Instance instance) throws IOException {
        var plain = new SourceStream(instance.data().open());
        return instance.transferSyntax().deflated() ? InflatedStream.of(plain) : plain;
    }

    private static DataSet read(Instance instance) throws IOException {
        try (var source = new SourceStream(instance.data().open());
                var parser = new DataSetParser(instance.transferSyntax(), BY_REFERENCE)) {
            while (source.piece().isReadable()) {
                parser.feed(source.piece());
            }
            parser.end();
            return parser.result();
        }
    }
}
