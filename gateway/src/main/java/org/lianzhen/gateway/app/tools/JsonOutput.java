package org.lianzhen.gateway.app.tools;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.json.BulkDataUris;
import org.lianzhen.dicom.json.DicomJsonWriter;
import org.lianzhen.gateway.app.terminal.Console;

/** An array of data sets as DICOM JSON, a line for each, so that other programs can read them as they come. */
final class JsonOutput {
    private final Console console;
    private String before = "[";

    JsonOutput(Console console) {
        this.console = console;
    }

    void write(DataSet dataSet, BulkDataUris uris) {
        var object = new ByteArrayOutputStream();
        try (DicomJsonWriter writer = DicomJsonWriter.object(object, uris)) {
            writer.write(dataSet);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        console.print(before + object.toString(StandardCharsets.UTF_8));
        before = ",";
    }

    /** Ends the array. */
    void end() {
        console.print(before.equals("[") ? "[]" : "]");
    }
}
