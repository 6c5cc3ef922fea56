package org.lianzhen.gateway.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationFilesTest {
    private static final Pattern NAME = Pattern.compile("V([1-9][0-9]*)__[a-z_]+\\.sql");

    private static List<String> names() throws IOException, URISyntaxException {
        Path first = Path.of(Objects.requireNonNull(Migrations.class.getResource("migration/V1__archive.sql")).toURI());
        try (Stream<Path> files = Files.list(first.getParent())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void haveANameThatIsFound() throws Exception {
        assertThat(names()).isNotEmpty().allMatch(NAME.asMatchPredicate());
    }

    @Test
    void haveAVersionEachOfTheirOwn() throws Exception {
        assertThat(names().stream().map(name -> name.replaceFirst("__.*", ""))).doesNotHaveDuplicates();
    }
}
