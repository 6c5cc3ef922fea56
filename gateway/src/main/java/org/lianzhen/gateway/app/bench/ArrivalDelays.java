package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** How long after the answer to its sender each image of a load was whole at its destination, a folder of files named by UID. */
final class ArrivalDelays {
    private final Map<String, Instant> answered = new ConcurrentHashMap<>();

    /** Just now. May be called from any thread. */
    void answered(String sopInstanceUid) {
        answered.put(sopInstanceUid, Instant.now());
    }

    /**
     * Looks when the files were written to last.
     *
     * @return seconds, the shortest first; 0 for what was there before its answer
     */
    List<Double> at(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.filter(file -> answered.containsKey(uid(file))).toList();
            double[] seconds = new double[all.size()];
            for (int i = 0; i < seconds.length; i++) {
                Instant whole = Files.getLastModifiedTime(all.get(i)).toInstant();
                Duration delay = Duration.between(Objects.requireNonNull(answered.get(uid(all.get(i)))), whole);
                seconds[i] = Math.max(0, delay.toNanos() / 1e9);
            }
            return Arrays.stream(seconds).sorted().boxed().toList();
        }
    }

    /** DCMTK puts a sign for the modality before it. */
    private static String uid(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.indexOf('.') + 1);
    }

    /** What so many in a hundred of a sorted list do not exceed. */
    static double percentile(List<Double> sorted, int percent) {
        return sorted.isEmpty() ? 0 : sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }
}
