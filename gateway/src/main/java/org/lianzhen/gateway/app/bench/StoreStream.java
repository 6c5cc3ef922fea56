package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Sends images over one association. */
record StoreStream(LoadAssociation association, StoreRequest request,
        Consumer<String> answered) implements Load.Stream {

    /** Runs of one program that may follow each other on one server without sending an instance twice. */
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final int MOST_STREAMS = 1000;

    static Load.Source of(ServerUnderTest server, SampleImage image) {
        return of(server, image, uid -> {});
    }

    /** @param answered told the SOP Instance UID of each image when its answer has come, on any thread */
    static Load.Source of(ServerUnderTest server, SampleImage image, Consumer<String> answered) {
        int run = RUNS.getAndIncrement() % MOST_STREAMS;
        return index -> {
            LoadAssociation association = LoadAssociation.open(server.address(), ServerUnderTest.AE_TITLE,
                    image.sopClassUid());
            return new StoreStream(association,
                    new StoreRequest(image, run * MOST_STREAMS + index, association.peerMaxLength()),
                    answered);
        };
    }

    @Override
    public void perform(long number) throws IOException {
        association.exchange(request.numbered(number));
        answered.accept(request.uid(number));
    }

    @Override
    public long bytesPerOperation() {
        return request.dataSetLength();
    }

    @Override
    public void close() throws IOException {
        try (association) {
            association.release();
        }
    }
}
