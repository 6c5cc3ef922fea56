package org.lianzhen.gateway.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {
    private static final Instant START = Instant.parse("2026-11-28T08:00:00Z");
    private static final String TIME = "2026-11-28 08:00:01.000 UTC [77] ";

    @TempDir
    Path folder;
    private Path errors;

    @BeforeEach
    void silence() throws IOException {
        errors = folder.resolve("start.log");
        Files.createFile(errors);
    }

    @Test
    void areThoseOfTheErrorOutput() throws Exception {
        Files.writeString(errors, TIME + "FATAL:  data directory \"/proc/self/cwd\" has invalid permissions\n"
                + TIME + "DETAIL:  Permissions should be u=rwx (0700) or u=rwx,g=rx (0750).\n");
        assertThat(words()).contains("has invalid permissions; ").endsWith("(0750).").doesNotContain("\n");
    }

    @Test
    void areThoseOfTheLogOnceThatIsOpen() throws Exception {
        Files.writeString(errors, TIME + "LOG:  redirecting log output to logging collector process\n" + TIME
                + "HINT:  Future log output will appear in directory \"log\".\n");
        log("postgresql-Sat.log", START.plusSeconds(1), TIME + "LOG:  could not bind IPv4 address \"127.0.0.1\"\n"
                + TIME + "FATAL:  could not create any TCP/IP sockets\n");
        assertThat(words()).isEqualTo(TIME + "LOG:  could not bind IPv4 address \"127.0.0.1\"; " + TIME
                + "FATAL:  could not create any TCP/IP sockets");
    }

    @Test
    void holdNothingOfWhatWasAskedOfTheServer() throws Exception {
        log("postgresql-Sat.log", START.plusSeconds(1), TIME + "ERROR:  invalid input syntax: \"ZHANG^SAN\"\n\tLI^SI\n"
                + TIME + "ERROR:  what of 2026-11-28 [1] LOG: WANG^WU\n");
        assertThat(words()).isEqualTo("it has not said why");
    }

    @Test
    void areNotThoseOfAnEarlierDay() throws Exception {
        log("postgresql-Fri.log", START.minusSeconds(60), TIME + "FATAL:  long over\n");
        assertThat(words()).isEqualTo("it has not said why");
    }

    @Test
    void areTheLastOnesOfMany() throws Exception {
        Files.writeString(errors, (TIME + "LOG:  again\n").repeat(10_000) + TIME + "PANIC:  at last\n");
        assertThat(words()).endsWith("PANIC:  at last").hasSizeLessThan(300);
    }

    @Test
    void sayWhereTheyShouldBeWhenTheyCannotBeRead() throws Exception {
        Files.delete(errors);
        assertThat(words()).contains(errors.toString());
    }

    private String words() {
        return new LastWords(errors, folder.resolve("log")).since(FileTime.from(START));
    }

    private void log(String name, Instant written, String text) throws IOException {
        Path log = Files.createDirectories(folder.resolve("log")).resolve(name);
        Files.writeString(log, text);
        Files.setLastModifiedTime(log, FileTime.from(written));
    }
}
