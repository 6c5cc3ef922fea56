package org.lianzhen.dicom.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Sample files of which something special is expected: lines of a name, a tab and what it is. */
final class SampleTable {
    private SampleTable() {}

    static Map<String, String> read(String resource) {
        try (InputStream in = Objects.requireNonNull(SampleTable.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split("\t", 2))
                    .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
