package org.lianzhen.dicom.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.WriteOptions.SequenceLengths;
import org.lianzhen.dicom.vr.Bytes;

/** Writes for tests that do not care about streams. */
final class WriteTo {

    private WriteTo() {}

    static Bytes bytes(DataSet dataSet, TransferSyntax syntax, SequenceLengths lengths) {
        return bytes(dataSet, syntax, WriteOptions.DEFAULT.withSequenceLengths(lengths));
    }

    static Bytes bytes(DataSet dataSet, TransferSyntax syntax, WriteOptions options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new DataSetWriter(syntax, options).write(dataSet, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(out.toByteArray());
    }
}
