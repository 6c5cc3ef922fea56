package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;

/** Asynchronous operations window sub-item, 53H (PS3.7 annex D.3.3.3). */
final class AsyncOperationsWindowCodec {
    private AsyncOperationsWindowCodec() {}

    static AsyncOperationsWindow decode(Fields item) {
        return new AsyncOperationsWindow(item.unsignedShort(), item.unsignedShort());
    }

    static void encode(ByteBuf out, AsyncOperationsWindow window) {
        int mark = ItemWriter.begin(out, ItemType.ASYNC_OPERATIONS_WINDOW);
        out.writeShort(window.maxInvoked()).writeShort(window.maxPerformed());
        ItemWriter.end(out, mark);
    }
}
