package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills a storing process at some moment; what it acknowledged must be there, whole. */
@Timeout(120)
class CrashIT {
    @TempDir
    private Path root;

    @ParameterizedTest
    @ValueSource(ints = { 1, 60, 300 })
    void everyAcknowledgedObjectIsThereWholeAfterAKill(int acknowledgements) throws Exception {
        Map<String, String> acknowledged = storeAndKill(acknowledgements);
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(acknowledgements);

        Recovery recovery;
        try (FileObjectStore store = FileObjectStore.open(FileObjectStore.Options.of(root))) {
            recovery = store.recovery();
        }
        for (Map.Entry<String, String> object : acknowledged.entrySet()) {
            assertThat(sha256(root.resolve(object.getKey()))).as(object.getKey()).isEqualTo(object.getValue());
        }
        Set<String> adopted = recovery.adopted().stream().map(StoredObject::key).collect(Collectors.toSet());
        assertThat(adopted).containsAll(acknowledged.keySet());
        assertThat(files()).as("nothing but whole objects").isEqualTo(adopted);
    }

    private Map<String, String> storeAndKill(int acknowledgements) throws IOException, InterruptedException {
        Map<String, String> acknowledged = new LinkedHashMap<>();
        Process child = ChildJava.start(StoreUntilKilled.class.getName(), root.toString());
        try (BufferedReader lines = child.inputReader(StandardCharsets.US_ASCII)) {
            assertThat(lines.readLine()).isEqualTo("open");
            while (acknowledged.size() < acknowledgements) {
                add(acknowledged, lines.readLine());
            }
            child.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(acknowledged, line);
            }
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return acknowledged;
    }

    /** The last line may have been cut by the kill. */
    private static void add(Map<String, String> acknowledged, String line) {
        String[] parts = line.split(" ", -1);
        assertThat(line).doesNotStartWith("refused");
        if (parts.length == 2 && parts[1].length() == 64) {
            acknowledged.put(parts[0], parts[1]);
        }
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).filter(file -> !file.endsWith("lock"))
                    .map(file -> root.relativize(file).toString()).collect(Collectors.toSet());
        }
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
