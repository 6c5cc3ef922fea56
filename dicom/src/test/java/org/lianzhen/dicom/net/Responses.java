package org.lianzhen.dicom.net;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.dimse.Status;

/** Collects the responses to one request. */
final class Responses implements ResponseListener {
    private final List<DimseResponse> all = Collections.synchronizedList(new ArrayList<>());
    private final List<String> dataSets = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Status> finalStatus = new CompletableFuture<>();
    private final AtomicInteger ends = new AtomicInteger();

    /** Completes with the final response, or fails. */
    CompletableFuture<Status> finalStatus() {
        return finalStatus;
    }

    List<DimseResponse> all() {
        return all;
    }

    /** One text per data set that came with a response; "aborted" for one that did not end. */
    List<String> dataSets() {
        return dataSets;
    }

    /** How often the operation ended; anything but 1 is wrong in the end. */
    int ends() {
        return ends.get();
    }

    @Override
    public DataSetSink onResponse(DimseResponse response) {
        all.add(response);
        if (!response.status().isPending()) {
            ends.incrementAndGet();
            finalStatus.complete(response.status());
        }
        return response.hasDataSet() ? new TextSink() : null;
    }

    @Override
    public void onFailed(Throwable cause) {
        ends.incrementAndGet();
        finalStatus.completeExceptionally(cause);
    }

    private final class TextSink implements DataSetSink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void onChunk(ByteBuf chunk) {
            bytes.writeBytes(RawPdus.take(chunk));
        }

        @Override
        public void onEnd() {
            dataSets.add(bytes.toString(StandardCharsets.UTF_8));
        }

        @Override
        public void onAborted(Throwable cause) {
            dataSets.add("aborted");
        }
    }
}
