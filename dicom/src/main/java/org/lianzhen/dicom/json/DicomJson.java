package org.lianzhen.dicom.json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.vr.Bytes;

/** Single data sets that are wholly in memory, as JSON objects in one call. */
public final class DicomJson {
    private DicomJson() {}

    /**
     * The data set as a JSON object in UTF-8.
     *
     * @throws IllegalArgumentException when a value is kept by reference or is encapsulated pixel data
     */
    public static Bytes write(DataSet dataSet) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DicomJsonWriter writer = DicomJsonWriter.object(out, BulkDataUris.INLINE)) {
            writer.write(dataSet);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Bytes.wrap(out.toByteArray());
    }

    /**
     * The data set that a JSON object, or an array with a single one, describes.
     *
     * @throws JsonFormatException when it describes none, or one beyond the limits
     */
    public static DataSet read(Bytes json, ParseLimits limits) {
        try (DicomJsonReader reader = new DicomJsonReader(new ByteArrayInputStream(json.toArray()), limits)) {
            DataSet dataSet = reader.next();
            if (dataSet == null || reader.next() != null) {
                throw new JsonFormatException("not exactly one data set", "", 0, 0);
            }
            return dataSet;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
