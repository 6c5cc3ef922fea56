package org.lianzhen.gateway.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalDelaysTest {
    @TempDir
    private Path folder;

    private void arrives(String name, Instant when) throws IOException {
        Files.setLastModifiedTime(Files.writeString(folder.resolve(name), "image"), FileTime.from(when));
    }

    @Test
    void areFromTheAnswerToTheLastByteOfThoseOfTheLoad() throws IOException {
        var delays = new ArrivalDelays();
        List.of("2.25.1", "2.25.2", "2.25.3").forEach(delays::answered);
        Instant now = Instant.now();
        arrives("CT.2.25.1", now.plus(Duration.ofMinutes(5)));
        arrives("MR.2.25.2", now.plus(Duration.ofMinutes(1)));
        arrives("CT.2.25.3", now.minus(Duration.ofMinutes(1)));
        arrives("CT.2.25.4", now.plus(Duration.ofMinutes(9)));

        List<Double> seconds = delays.at(folder);
        assertThat(seconds).hasSize(3).startsWith(0.0);
        assertThat(seconds.get(1)).isCloseTo(60, within(30.0));
        assertThat(seconds.get(2)).isCloseTo(300, within(30.0));
    }

    @Test
    void ofAHundredTheNinetyFifthIsWhatMostDoNotExceed() {
        List<Double> hundred = DoubleStream.iterate(1, one -> one + 1).limit(100).boxed().toList();
        assertThat(ArrivalDelays.percentile(hundred, 50)).isEqualTo(50);
        assertThat(ArrivalDelays.percentile(hundred, 95)).isEqualTo(95);
        assertThat(ArrivalDelays.percentile(List.of(7.0), 50)).isEqualTo(7);
        assertThat(ArrivalDelays.percentile(List.of(), 95)).isZero();
    }
}
