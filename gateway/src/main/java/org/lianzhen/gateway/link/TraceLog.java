package org.lianzhen.gateway.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.TracedPdu;
import org.lianzhen.dicom.pdu.PduException;
import org.lianzhen.gateway.link.LinkReport.Trace;

/** Notes what goes over the line, so much and no more. Pieces of data in a row are one line. */
final class TraceLog implements Consumer<TracedPdu> {
    private static final int MOST_LINES = 400;

    private final long begin = System.nanoTime();
    private final List<LinkReport.Line> lines = new ArrayList<>();
    private long commandLength;
    private long omitted;
    private PduException.@Nullable Kind unreadable;

    @Override
    public synchronized void accept(TracedPdu traced) {
        switch (traced) {
            case TracedPdu.Control control -> add(traced, PduWords.type(control.pdu()), control.length(),
                    PduWords.fields(control.pdu()));
            case TracedPdu.Value value when value.header().command() -> commandLength += value.length();
            case TracedPdu.Value value -> add(traced, "P-DATA-TF", value.length(),
                    "data, context " + value.header().contextId());
            case TracedPdu.Command command -> {
                add(traced, "P-DATA-TF", commandLength,
                        PduWords.fields(command.message()) + ", context " + command.contextId());
                commandLength = 0;
            }
            case TracedPdu.Unreadable fault -> {
                unreadable = traced.sent() ? unreadable : fault.kind();
                add(traced, "?", 0, fault.why());
            }
        }
    }

    private void add(TracedPdu traced, String type, long length, String what) {
        LinkReport.Line last = lines.isEmpty() ? null : lines.getLast();
        if (last != null && omitted == 0 && traced instanceof TracedPdu.Value && last.sent() == traced.sent()
                && last.what().equals(what)) {
            lines.set(lines.size() - 1, new LinkReport.Line(last.at(), last.sent(), type, last.length() + length,
                    last.count() + 1, what));
        } else if (lines.size() < MOST_LINES) {
            lines.add(new LinkReport.Line(Duration.ofNanos(System.nanoTime() - begin), traced.sent(), type, length, 1,
                    what));
        } else {
            omitted++;
        }
    }

    synchronized Trace lines() {
        return new Trace(lines, omitted);
    }

    /** What was wrong with what the node said, if it was no DICOM. */
    synchronized Optional<PduException.Kind> unreadable() {
        return Optional.ofNullable(unreadable);
    }
}
