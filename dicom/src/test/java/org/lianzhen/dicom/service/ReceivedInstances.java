package org.lianzhen.dicom.service;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.vr.Bytes;

/** A store handler that keeps small instances in memory. */
final class ReceivedInstances implements StoreHandler {
    private final Map<String, Bytes> bytes = new ConcurrentHashMap<>();
    private final Map<String, StoreContext> contexts = new ConcurrentHashMap<>();
    private final Queue<String> aborted = new ConcurrentLinkedQueue<>();
    private final Function<StoreContext, CompletionStage<Outcome>> answers;

    ReceivedInstances() {
        this(context -> CompletableFuture.completedStage(Outcome.SUCCESS));
    }

    /** Answers what the function says, when it says it. */
    ReceivedInstances(Function<StoreContext, CompletionStage<Outcome>> answers) {
        this.answers = answers;
    }

    Bytes bytes(String uid) {
        return bytes.getOrDefault(uid, Bytes.EMPTY);
    }

    StoreContext context(String uid) {
        return contexts.get(uid);
    }

    DataSet dataSet(String uid) {
        return DataSets.parse(bytes(uid), context(uid).transferSyntax());
    }

    int count() {
        return bytes.size();
    }

    List<String> uids() {
        return bytes.keySet().stream().sorted().toList();
    }

    List<String> aborted() {
        return List.copyOf(aborted);
    }

    @Override
    public StoreSink begin(StoreContext context) {
        var received = new ByteArrayOutputStream();
        return new StoreSink() {
            @Override
            public void chunk(ByteBuf chunk) {
                try {
                    chunk.readBytes(received, chunk.readableBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    chunk.release();
                }
            }

            @Override
            public CompletionStage<Outcome> end() {
                contexts.put(context.sopInstanceUid(), context);
                bytes.put(context.sopInstanceUid(), Bytes.wrap(received.toByteArray()));
                return answers.apply(context);
            }

            @Override
            public void aborted(Throwable cause) {
                aborted.add(context.sopInstanceUid());
            }
        };
    }
}
