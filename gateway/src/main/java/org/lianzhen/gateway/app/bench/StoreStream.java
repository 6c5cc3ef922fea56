package org.lianzhen.gateway.app.bench;

import java.io.IOException;

/** Sends images over one association. */
record StoreStream(LoadAssociation association, StoreRequest request) implements Load.Stream {

    static Load.Source of(ServerUnderTest server, SampleImage image) {
        return index -> {
            LoadAssociation association = LoadAssociation.open(server.address(), ServerUnderTest.AE_TITLE,
                    image.sopClassUid());
            return new StoreStream(association, new StoreRequest(image, index, association.peerMaxLength()));
        };
    }

    @Override
    public void perform(long number) throws IOException {
        association.exchange(request.numbered(number));
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
