package org.lianzhen.dicom.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import org.lianzhen.dicom.data.DataSet;

/**
 * Writes data sets as DICOM JSON (PS3.18 annex F), one after another, holding none. Always UTF-8: Specific Character Set (0008,0005)
 * where present is written as ISO_IR 192. Group lengths are left out. What no JSON form exists for, such as a US of three bytes or a
 * CS with bytes beyond ASCII, is written as UN with its bytes as they are; text with bytes that mean nothing in its character set
 * has U+FFFD for them. {@link DicomJsonReader} reads everything that is written. Not thread-safe.
 */
public final class DicomJsonWriter implements AutoCloseable {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator out;
    private final ElementWriter elements;
    private final boolean array;
    private boolean empty = true;

    private DicomJsonWriter(OutputStream stream, BulkDataUris uris, boolean array) throws IOException {
        this.out = FACTORY.createGenerator(stream, JsonEncoding.UTF8);
        this.elements = new ElementWriter(out, uris);
        this.array = array;
        if (array) {
            out.writeStartArray();
        }
    }

    /** For any number of data sets, as an array: what QIDO-RS and WADO-RS metadata answer with. */
    public static DicomJsonWriter array(OutputStream out, BulkDataUris uris) throws IOException {
        return new DicomJsonWriter(out, uris, true);
    }

    /** For a single data set, as an object. */
    public static DicomJsonWriter object(OutputStream out, BulkDataUris uris) throws IOException {
        return new DicomJsonWriter(out, uris, false);
    }

    /**
     * Writes the next data set.
     *
     * @throws IllegalArgumentException when a value is neither at hand nor given a URI
     */
    public void write(DataSet dataSet) throws IOException {
        if (!array && !empty) {
            throw new IllegalStateException("one data set is written already");
        }
        empty = false;
        elements.write(dataSet);
    }

    /** Hands what is buffered to the stream and flushes it. */
    public void flush() throws IOException {
        out.flush();
    }

    /** Ends the JSON and closes the stream. Without a data set an array is empty, and an object is too. */
    @Override
    public void close() throws IOException {
        try (out) {
            if (array) {
                out.writeEndArray();
            } else if (empty) {
                out.writeStartObject();
                out.writeEndObject();
            }
        }
    }
}
