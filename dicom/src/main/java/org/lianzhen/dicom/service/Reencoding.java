package org.lianzhen.dicom.service;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.io.DataSetParser;
import org.lianzhen.dicom.io.DataSetWriter;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.net.DataSetSource;

/** Brings an instance into another transfer syntax where no pixel has to be touched: among the uncompressed ones. */
final class Reencoding {
    private static final long BY_REFERENCE = 64 * 1024;
    private static final int PIECE = 128 * 1024;

    private Reencoding() {}

    static boolean isPossible(TransferSyntax from, TransferSyntax to) {
        return !from.encapsulated() && !to.encapsulated();
    }

    /** The instance's data set in another transfer syntax. What cannot be read fails the source's first bytes. */
    static DataSetSource open(Instance instance, TransferSyntax target) {
        return new BlockingSource(pieces -> {
            // values can be read again from a file as it lies there, not from the inside of a deflate stream
            Path file = instance.transferSyntax().deflated() ? null : instance.data().file().orElse(null);
            DataSet dataSet = file == null
                    ? readWhole(instance)
                    : Part10Reader.read(file, ParseOptions.WHOLE.withBulk(BY_REFERENCE, "", 0)).dataSet();
            BulkDataResolver bulk = file == null ? BulkDataResolver.NONE : Part10Reader.files();
            try (var out = new PieceStream(pieces)) {
                new DataSetWriter(target, WriteOptions.DEFAULT.withBulk(bulk)).write(dataSet, out);
                out.finish();
            }
        });
    }

    private static DataSet readWhole(Instance instance) throws IOException, InterruptedException {
        DataSetSource source = instance.data().open();
        try (var parser = new DataSetParser(instance.transferSyntax(), ParseOptions.WHOLE)) {
            for (ByteBuf piece = next(source); piece.isReadable(); piece = next(source)) {
                feed(parser, piece);
            }
            parser.end();
            return parser.result();
        } finally {
            source.close();
        }
    }

    private static void feed(DataSetParser parser, ByteBuf piece) {
        try {
            parser.feed(piece);
        } finally {
            piece.release();
        }
    }

    private static ByteBuf next(DataSetSource source) throws IOException, InterruptedException {
        try {
            return source.next(PIECE).toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IOException("the instance cannot be read", e.getCause());
        } catch (CancellationException e) {
            throw new IOException("the instance is not to be had any more", e);
        }
    }
}
