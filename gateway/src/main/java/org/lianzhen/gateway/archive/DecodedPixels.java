package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.image.NativeImage;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.service.PixelDecoding;

/**
 * A decoded image whose pixels lie in a file without a name, which is gone when it is closed or the process ends.
 *
 * @param dataSet refers to the pixels
 */
record DecodedPixels(DataSet dataSet, FileChannel file) implements AutoCloseable {
    private static final int PIECE = 128 * 1024;

    /** @param folder that has the file */
    static DecodedPixels of(PixelDecoding.Image image, Path folder) throws IOException {
        NativeImage plain = NativeImage.of(image.dataSet(), image.syntax(), image.values());
        FileChannel file = FileChannel.open(folder.resolve(UUID.randomUUID().toString()),
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        var decoded = new DecodedPixels(plain.dataSet(), file);
        boolean written = false;
        try (ReadableByteChannel pixels = plain.values().open(decoded.pixels())) {
            copy(pixels, file);
            written = true;
        } finally {
            if (!written) {
                decoded.close();
            }
        }
        return decoded;
    }

    private static void copy(ReadableByteChannel from, FileChannel file) throws IOException {
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
        while (from.read(piece) >= 0) {
            piece.flip();
            while (piece.hasRemaining()) {
                file.write(piece);
            }
            piece.clear();
        }
    }

    private BulkData pixels() throws IOException {
        if (dataSet.element(Tag.PixelData) instanceof BulkValue value) {
            return value.data();
        }
        throw new IOException("a decoded image has no pixels");
    }

    /** Opens the pixels; everything else as before. */
    BulkDataResolver values(BulkDataResolver others) throws IOException {
        BulkData pixels = pixels();
        return data -> data.equals(pixels) ? new Reading() : others.open(data);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The pixels from their beginning. */
    private final class Reading implements ReadableByteChannel {
        private long at;

        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = file.read(target, at);
            at += Math.max(0, count);
            return count;
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() {
            // whoever decoded closes the file
        }
    }
}
