package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;

/** An answer of one content by itself: whole, in part (RFC 9110 section 14), or not at all when the client has it. */
final class SinglePart {
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    private final Sender sender;

    SinglePart(Sender sender) {
        this.sender = sender;
    }

    /** @param tag entity tag with its quotes */
    void send(RoutingContext request, Head head, String tag, Body body) {
        Head tagged = head.with("ETag", tag);
        if (isKnown(request, tag)) {
            notModified(request, tagged);
        } else if (body instanceof FileBody file) {
            file(request, tagged.with("Accept-Ranges", "bytes"), tag, file);
        } else {
            sender.send(request, new Sender.Answer(tagged, body));
        }
    }

    /** Sends what must be made first, and makes nothing for a client that has it. */
    void make(RoutingContext request, Head head, String tag, MultipartBody.Source body) {
        Head tagged = head.with("ETag", tag);
        if (isKnown(request, tag)) {
            notModified(request, tagged);
        } else {
            sender.make(request, () -> new Sender.Answer(tagged, body.open()));
        }
    }

    private static void notModified(RoutingContext request, Head tagged) {
        Head head = tagged.notModified();
        request.response().setStatusCode(head.status());
        head.headers().forEach(request.response()::putHeader);
        request.response().end();
    }

    /** Whether the client says that it has this already (RFC 9110 section 13.1.2). */
    private static boolean isKnown(RoutingContext request, String tag) {
        for (String header : request.request().headers().getAll(HttpHeaders.IF_NONE_MATCH)) {
            for (String one : header.split(",", -1)) {
                String known = one.strip();
                if (known.equals("*") || known.equals(tag) || known.equals("W/" + tag)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void file(RoutingContext request, Head head, String tag, FileBody file) {
        String condition = request.request().getHeader("If-Range");
        boolean ranges = HttpMethod.GET.equals(request.request().method());
        Span span = ranges && (condition == null || condition.equals(tag))
                ? Span.of(request.request().getHeader("Range"), file.length())
                : null;
        Sender.Answer answer = span == null ? new Sender.Answer(head, file)
                : new Sender.Answer(head.status(206).with("Content-Range", span + "/" + file.length()),
                        file.part(span.first(), span.last() - span.first() + 1));
        sender.send(request, answer);
    }

    /** Bytes from the first to the last. */
    private record Span(long first, long last) {

        /** Null for the whole: without a range, with several, and with what is none. */
        static @Nullable Span of(@Nullable String header, long length) {
            Matcher range = RANGE.matcher(header == null ? "" : header.replace(" ", ""));
            if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
                return null;
            }
            long first = range.group(1).isEmpty() ? Math.max(0, length - Long.parseLong(range.group(2)))
                    : Long.parseLong(range.group(1));
            long last = range.group(1).isEmpty() || range.group(2).isEmpty() ? length - 1
                    : Math.min(length - 1, Long.parseLong(range.group(2)));
            if (!range.group(1).isEmpty() && !range.group(2).isEmpty() && Long.parseLong(range.group(2)) < first) {
                return null;
            }
            if (first > last) {
                throw new ProblemException(
                        new Problem(416, "range", "No such bytes", "There are " + length + " bytes."),
                        Map.of("Content-Range", "bytes */" + length));
            }
            return new Span(first, last);
        }

        @Override
        public String toString() {
            return "bytes " + first + "-" + last;
        }
    }
}
