package org.lianzhen.dicom.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.io.ParseLimits;

/**
 * Reads DICOM JSON (PS3.18 annex F), one data set after another, from an array of objects or a single one. Text comes out in UTF-8: the
 * data set declares ISO_IR 192 where (0008,0005) is present or text goes beyond ASCII. Keys in any order; unknown ones beside "vr" and
 * the value are skipped; group lengths too; a missing "vr" is that of the dictionary. The limits apply to each data set. Not thread-safe.
 */
public final class DicomJsonReader implements AutoCloseable {

    /** Objects and arrays that one level of items takes: item, attribute, list of values. */
    private static final int JSON_DEPTH = 3;

    private enum State {
        START, IN_ARRAY, END
    }

    private final JsonParser parser;
    private final DataSetReader dataSets;
    private State state = State.START;

    /** @param in UTF-8 (UTF-16 and UTF-32 are recognised too); closed by {@link #close} */
    public DicomJsonReader(InputStream in, ParseLimits limits) throws IOException {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(JSON_DEPTH * (limits.maxDepth() + 1)).maxStringLength(limits.maxValueBytes())
                .maxNameLength(256).maxNumberLength(64).build();
        this.parser = JsonFactory.builder().streamReadConstraints(constraints)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build().createParser(in);
        this.dataSets = new DataSetReader(parser, limits);
    }

    /**
     * The next data set, null at the end.
     *
     * @throws JsonFormatException when the text is no DICOM JSON or exceeds the limits; nothing more can be read then
     * @throws IOException when the stream fails
     */
    public @Nullable DataSet next() throws IOException {
        try {
            return switch (state) {
                case START -> first();
                case IN_ARRAY -> inArray();
                case END -> null;
            };
        } catch (StreamConstraintsException e) {
            throw located("nesting, name, number or text beyond the limits");
        } catch (JsonProcessingException | CharConversionException e) {
            throw located("malformed JSON");
        }
    }

    private @Nullable DataSet first() throws IOException {
        state = State.END;
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY) {
            state = State.IN_ARRAY;
            return inArray();
        }
        if (token != JsonToken.START_OBJECT) {
            throw located("neither an object nor an array of objects");
        }
        DataSet dataSet = dataSets.read();
        requireEnd();
        return dataSet;
    }

    private @Nullable DataSet inArray() throws IOException {
        state = State.END;
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            requireEnd();
            return null;
        }
        if (token != JsonToken.START_OBJECT) {
            throw located("neither an object nor the end of the array");
        }
        DataSet dataSet = dataSets.read();
        state = State.IN_ARRAY;
        return dataSet;
    }

    private void requireEnd() throws IOException {
        if (parser.nextToken() != null) {
            throw located("something after the end");
        }
    }

    /** The parser's own messages quote the text, which may name patients. */
    private JsonFormatException located(String what) {
        JsonLocation location = parser.currentLocation();
        return new JsonFormatException(what, dataSets.path(), location.getLineNr(), location.getColumnNr());
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
