package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.CCancelRq;
import org.lianzhen.dicom.dimse.DimseRequest;
import org.lianzhen.dicom.dimse.Outcome;

/** A service that remembers what happens to it, and says Success to every request: at once, or when told to. */
class RecordingService implements AssociationListener {
    static final List<TransferSyntax> UNCOMPRESSED = List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    static final NegotiationPolicy POLICY = NegotiationPolicy.of(Map.of(
            SopClass.Verification, UNCOMPRESSED,
            SopClass.CTImageStorage, UNCOMPRESSED));

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final List<String> passed = new ArrayList<>();
    private final Map<Integer, byte[]> dataSets = new ConcurrentHashMap<>();
    private final BlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
    private volatile boolean answersWhenTold;
    private final Map<Integer, CompletableFuture<ReadHold>> holds = new ConcurrentHashMap<>();
    private volatile Association association;

    /** From now on answers wait for {@link #answerNext()}. */
    void answerWhenTold() {
        answersWhenTold = true;
    }

    /** Sends the answer that has waited longest. */
    void answerNext() throws InterruptedException {
        Runnable answer = answers.poll(10, TimeUnit.SECONDS);
        assertThat(answer).as("a request to answer").isNotNull();
        answer.run();
    }

    /** Reading stops as soon as a piece of the data set of this request has come; the stage has the hold then. */
    CompletionStage<ReadHold> holdAtDataSet(int messageId) {
        return holds.computeIfAbsent(messageId, id -> new CompletableFuture<>());
    }

    /** The association established last. */
    Association association() {
        return association;
    }

    /** The data set that came with a request. */
    byte[] dataSet(int messageId) {
        return dataSets.get(messageId);
    }

    /** Waits for the next event that starts like this, and returns it; those before are passed over. */
    String await(String start) throws InterruptedException {
        while (true) {
            String event = events.poll(10, TimeUnit.SECONDS);
            assertThat(event).as("an event '%s' after %s", start, passed).isNotNull();
            passed.add(event);
            if (event.startsWith(start)) {
                return event;
            }
        }
    }

    /** Every event so far that starts like this. */
    List<String> all(String start) {
        var all = new ArrayList<>(passed);
        all.addAll(events);
        return all.stream().filter(event -> event.startsWith(start)).toList();
    }

    @Override
    public void onEstablished(Association established) {
        association = established;
        events.add("established");
    }

    @Override
    public DataSetSink onRequest(Association on, int contextId, DimseRequest request) {
        events.add("request " + request.commandField() + " " + request.messageId());
        if (request.hasDataSet()) {
            return new Collector(on, contextId, request);
        }
        answer(on, contextId, request);
        return null;
    }

    private void answer(Association on, int contextId, DimseRequest request) {
        Runnable answer = () -> on.respond(contextId, request.respond(Outcome.SUCCESS), null);
        if (answersWhenTold) {
            answers.add(answer);
        } else {
            answer.run();
        }
    }

    @Override
    public void onCancel(Association on, int contextId, CCancelRq cancel) {
        events.add("cancel " + cancel.messageId());
    }

    @Override
    public void onEnded(Association on, AssociationEnd end) {
        events.add("ended: " + end.inWords());
    }

    private final class Collector implements DataSetSink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Association on;
        private final int contextId;
        private final DimseRequest request;

        Collector(Association on, int contextId, DimseRequest request) {
            this.on = on;
            this.contextId = contextId;
            this.request = request;
        }

        @Override
        public void onChunk(ByteBuf chunk) {
            var copy = new byte[chunk.readableBytes()];
            chunk.readBytes(copy);
            chunk.release();
            bytes.writeBytes(copy);
            CompletableFuture<ReadHold> hold = holds.remove(request.messageId());
            if (hold != null) {
                hold.complete(on.holdReads());
            }
            events.add("chunk " + copy.length);
        }

        @Override
        public void onEnd() {
            dataSets.put(request.messageId(), bytes.toByteArray());
            events.add("data set " + request.messageId() + ": " + bytes.size());
            answer(on, contextId, request);
        }

        @Override
        public void onAborted(Throwable cause) {
            events.add("data set aborted: " + cause.getMessage());
        }
    }
}
