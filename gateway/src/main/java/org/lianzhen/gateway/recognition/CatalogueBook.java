package org.lianzhen.gateway.recognition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.lianzhen.gateway.version.DocumentBook;
import org.lianzhen.gateway.version.DocumentStore;

/** Where the catalogue in force is found. */
public final class CatalogueBook {
    private static final String STANDARD = "catalogue.yaml";

    private CatalogueBook() {}

    /** One that has what comes with the gateway until another version is loaded. */
    public static DocumentBook<Catalogue> of(DocumentStore store) {
        try (InputStream file = Objects.requireNonNull(CatalogueBook.class.getResourceAsStream(STANDARD), STANDARD)) {
            return new DocumentBook<>(store, CatalogueReader::read,
                    new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
