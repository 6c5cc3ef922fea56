package org.lianzhen.gateway.backup;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What is true of a set as a whole.
 *
 * @param run its number in the records
 * @param name such as {@code 20260301T183000Z}
 * @param program version of the program that made it
 * @param moment what its database shows
 * @param done what it holds
 */
public record SetFacts(UUID run, String name, String program, Span time, Moment moment, BackupRun.Done done) {

    /** When it was made. */
    public record Span(Instant begunAt, Instant endedAt) {}

    /** A stretch of the database's journal: where the copy began, and the moment that it shows. */
    public record Moment(String from, String to) {}

    /** By name, as a manifest has them. */
    Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("run", run.toString());
        lines.put("set", name);
        lines.put("program", program);
        lines.put("begun", time.begunAt().toString());
        lines.put("ended", time.endedAt().toString());
        lines.put("wal-from", moment.from());
        lines.put("wal-to", moment.to());
        lines.put("objects", String.valueOf(done.objects()));
        lines.put("object-bytes", String.valueOf(done.bytes()));
        lines.put("copied", String.valueOf(done.copied()));
        lines.put("damaged", String.valueOf(done.damaged()));
        return lines;
    }

    /**
     * What {@link #lines()} has made.
     *
     * @throws IllegalArgumentException when something is missing or is no number
     * @throws DateTimeException when a time is none
     */
    static SetFacts of(Map<String, String> lines) {
        return new SetFacts(UUID.fromString(text(lines, "run")), text(lines, "set"), text(lines, "program"),
                new Span(Instant.parse(text(lines, "begun")), Instant.parse(text(lines, "ended"))),
                new Moment(text(lines, "wal-from"), text(lines, "wal-to")),
                new BackupRun.Done(number(lines, "objects"), number(lines, "object-bytes"), number(lines, "copied"),
                        number(lines, "damaged")));
    }

    private static String text(Map<String, String> lines, String name) {
        String text = lines.get(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    private static long number(Map<String, String> lines, String name) {
        return Long.parseLong(text(lines, name));
    }
}
