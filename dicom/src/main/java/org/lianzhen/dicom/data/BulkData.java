package org.lianzhen.dicom.data;

/**
 * Where bytes lie that are too many to hold in memory.
 *
 * @param uri names the stream, such as the file's URI; empty when the stream was not kept, so that only the place and
 *        length are known
 * @param offset of the first byte. For a deflated data set it counts inflated bytes
 * @param length in bytes, as received: it may be odd and exceed 2^31
 * @param bigEndian the bytes lie there in big-endian order and need swapping by the unit of their value representation
 */
public record BulkData(String uri, long offset, long length, boolean bigEndian) {

    public BulkData {
        if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
            throw new IllegalArgumentException("no place in a stream: offset " + offset + ", length " + length);
        }
    }

    public BulkData(String uri, long offset, long length) {
        this(uri, offset, length, false);
    }

    /** The same bytes of another stream that starts {@code shift} bytes before this one. */
    public BulkData relocated(String newUri, long shift) {
        return new BulkData(newUri, Math.addExact(offset, shift), length, bigEndian);
    }
}
