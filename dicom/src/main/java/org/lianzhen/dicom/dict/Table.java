package org.lianzhen.dicom.dict;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads one of the tab-separated tables beside this class: a comment line, a heading line, then rows. */
final class Table {

    private static final int LINES_BEFORE_ROWS = 2;

    private Table() {}

    static List<String[]> rows(String resource, int columns) {
        InputStream stream = Objects.requireNonNull(Table.class.getResourceAsStream(resource), resource);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().skip(LINES_BEFORE_ROWS).map(line -> line.split("\t", columns)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the packaged table " + resource, e);
        }
    }
}
