package org.lianzhen.gateway.intake;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.Part10Head;

/**
 * What a file says of itself before its data set, and when it says nothing, the beginning of its data set. Arrives in pieces of any
 * size; {@link #close} frees what it holds.
 */
final class FileHead implements AutoCloseable {
    /** Of either, in bytes. */
    static final int LONGEST = 64 * 1024;

    private final Part10Head head = new Part10Head(LONGEST);
    private boolean found;
    private @Nullable Opening opening;

    /**
     * Takes what it needs of {@code bytes}.
     *
     * @return whether it is complete; what remains readable belongs to the data set and follows {@link #dataSetBytes}
     * @throws DataSetException when this is no DICOM file
     */
    boolean read(ByteBuf bytes) {
        if (!found && head.read(bytes)) {
            found();
        }
        return found && (opening == null || opening.read(bytes));
    }

    /**
     * Says that the file ends with what was read.
     *
     * @throws DataSetException when no data set begins there
     */
    void end() {
        if (!found) {
            head.end();
            found();
        }
        if (opening != null) {
            opening.end();
        }
    }

    /** The head is complete. */
    private void found() {
        found = true;
        if (meta() == null) {
            var begun = new Opening(head.syntax());
            opening = begun;
            ByteBuf first = head.dataSetBytes();
            try {
                begun.begin(first);
            } finally {
                first.release();
            }
        }
    }

    /** File Meta Information as sent; null when there is none that says how to read the data set. */
    @Nullable
    FileMetaInformation meta() {
        FileMetaInformation meta = head.meta();
        return meta == null || meta.transferSyntaxUid() == null ? null : meta;
    }

    /** Of the data set. */
    TransferSyntax syntax() {
        return head.syntax();
    }

    /** The beginning of the data set, when there was no File Meta Information to say what it is; else null. */
    @Nullable
    DataSet opening() {
        return opening == null ? null : opening.elements();
    }

    /** Preamble, or what stands for one; empty when there is none. */
    ByteBuf preamble() {
        return head.preamble();
    }

    /** The bytes of the File Meta Information. */
    ByteBuf metaBytes() {
        return head.metaBytes();
    }

    /** What was taken of the data set; the caller owns it. */
    ByteBuf dataSetBytes() {
        return opening == null ? head.dataSetBytes() : opening.bytes();
    }

    @Override
    public void close() {
        head.close();
        if (opening != null) {
            opening.close();
        }
    }
}
