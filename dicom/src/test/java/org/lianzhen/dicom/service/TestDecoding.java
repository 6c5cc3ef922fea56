package org.lianzhen.dicom.service;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.FrameDecoder;
import org.lianzhen.dicom.image.NativeImage;

/** Decodes at once, and counts what it was asked for. */
record TestDecoding(AtomicInteger asked) implements PixelDecoding {
    TestDecoding() {
        this(new AtomicInteger());
    }

    @Override
    public boolean decodes(TransferSyntax kept) {
        return FrameDecoder.supports(kept);
    }

    @Override
    public void decode(Image image, Receiver receiver) throws IOException {
        asked.incrementAndGet();
        NativeImage plain = NativeImage.of(image.dataSet(), image.syntax(), image.values());
        receiver.take(plain.dataSet(), plain.values());
    }
}
