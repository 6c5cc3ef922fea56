package org.lianzhen.dicom.dimse;

import io.netty.buffer.ByteBuf;

/** A message and the bytes of its command set. */
record CommandVector(DimseMessage message, String annotated) {
    byte[] bytes() {
        return AnnotatedBytes.bytes(annotated);
    }

    ByteBuf buffer() {
        return AnnotatedBytes.buffer(annotated);
    }

    @Override
    public String toString() {
        return message.toString();
    }
}
