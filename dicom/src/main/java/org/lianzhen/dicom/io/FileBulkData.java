package org.lianzhen.dicom.io;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.lianzhen.dicom.data.BulkData;

/** Opens the part of a file that a reference names. */
final class FileBulkData implements BulkDataResolver {

    @Override
    public ReadableByteChannel open(BulkData data) throws IOException {
        if (!data.uri().startsWith("file:")) {
            throw new IOException("a value kept by reference lies in no file");
        }
        FileChannel file = FileChannel.open(Path.of(URI.create(data.uri())), StandardOpenOption.READ);
        file.position(data.offset());
        return new Part(file, data.length());
    }

    /** A file from its position on, for a number of bytes. */
    private static final class Part implements ReadableByteChannel {
        private final FileChannel file;
        private long left;

        Part(FileChannel file, long length) {
            this.file = file;
            this.left = length;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (left == 0) {
                return -1;
            }
            int excess = (int) Math.max(0, target.remaining() - left);
            target.limit(target.limit() - excess);
            int count = file.read(target);
            target.limit(target.limit() + excess);
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
