package org.lianzhen.dicom.service;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.DataSetParser;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.net.DataSetSink;

/**
 * Reads a small data set, such as a query or one of its matches, as it arrives. Its stage completes on the event loop when
 * the last byte was there, and not before: an unreadable one is dropped to its end and then fails.
 */
final class DataSetCollector implements DataSetSink {
    private final DataSetParser parser;
    private final CompletableFuture<DataSet> dataSet = new CompletableFuture<>();
    private @Nullable DataSetException fault;

    DataSetCollector(TransferSyntax syntax) {
        parser = new DataSetParser(syntax, ParseOptions.WHOLE.withLimits(ParseLimits.HEADER));
    }

    /** Fails with a {@link DataSetException}, or with why the rest never came. */
    CompletionStage<DataSet> dataSet() {
        return dataSet;
    }

    @Override
    public void onChunk(ByteBuf chunk) {
        try {
            if (fault == null) {
                parser.feed(chunk);
            }
        } catch (DataSetException e) {
            fault = e;
        } finally {
            chunk.release();
        }
    }

    @Override
    public void onEnd() {
        try (parser) {
            if (fault != null) {
                throw fault;
            }
            parser.end();
            dataSet.complete(parser.result());
        } catch (DataSetException e) {
            dataSet.completeExceptionally(e);
        }
    }

    @Override
    public void onAborted(Throwable cause) {
        parser.close();
        dataSet.completeExceptionally(cause);
    }
}
