package org.lianzhen.dicom.dimse;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Keeps what an assembler delivers, and checks the order of the calls. */
class RecordingDimseSink implements DimseSink {
    /** A complete message. */
    record Received(int contextId, DecodedCommand command, List<Byte> dataSet) {}

    final List<Received> complete = new ArrayList<>();
    final List<Integer> chunkSizes = new ArrayList<>();
    private final ByteArrayOutputStream dataSet = new ByteArrayOutputStream();
    private int contextId;
    private DimseMessage open;

    @Override
    public void onMessage(int context, DimseMessage message) {
        requireClosed();
        if (message.hasDataSet()) {
            contextId = context;
            open = message;
        } else {
            complete.add(new Received(context, message, List.of()));
        }
    }

    @Override
    public void onRefused(int context, RefusedRequest refused) {
        requireClosed();
        complete.add(new Received(context, refused, List.of()));
    }

    @Override
    public void onDataSet(ByteBuf chunk) {
        requireOpen();
        chunkSizes.add(chunk.readableBytes());
        byte[] bytes = new byte[chunk.readableBytes()];
        chunk.readBytes(bytes).release();
        dataSet.writeBytes(bytes);
    }

    @Override
    public void onDataSetEnd() {
        requireOpen();
        complete.add(new Received(contextId, open, asList(dataSet.toByteArray())));
        dataSet.reset();
        open = null;
    }

    /** The message whose data set is under way, null between messages. */
    DimseMessage open() {
        return open;
    }

    static List<Byte> asList(byte[] bytes) {
        List<Byte> list = new ArrayList<>(bytes.length);
        for (byte b : bytes) {
            list.add(b);
        }
        return list;
    }

    private void requireClosed() {
        if (open != null) {
            throw new IllegalStateException("a message inside " + open);
        }
    }

    private void requireOpen() {
        if (open == null) {
            throw new IllegalStateException("data set without a message");
        }
    }
}
