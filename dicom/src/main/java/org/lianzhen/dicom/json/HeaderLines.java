package org.lianzhen.dicom.json;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Collects the header lines of one part up to the empty line, whatever the chunks (RFC 2822 section 2.2). */
final class HeaderLines {
    private final int maxBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    private PartHeaders headers = PartHeaders.EMPTY;
    /** The field so far; a line that begins with white space continues it. */
    private String unfolded = "";
    private int bytes;

    HeaderLines(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** @return whether the empty line has come */
    boolean read(ByteBuf in) {
        while (in.isReadable()) {
            byte b = in.readByte();
            if (++bytes > maxBytes) {
                throw new MultipartException("headers of a part have more than " + maxBytes + " bytes");
            }
            if (b != '\n') {
                line.write(b);
            } else if (endOfLine()) {
                return true;
            }
        }
        return false;
    }

    PartHeaders headers() {
        return headers;
    }

    private boolean endOfLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        if (!text.isEmpty() && (text.charAt(0) == ' ' || text.charAt(0) == '\t')) {
            unfolded += ' ' + text.strip();
            return false;
        }
        field();
        unfolded = text;
        return text.isEmpty();
    }

    private void field() {
        if (unfolded.isEmpty()) {
            return;
        }
        int colon = unfolded.indexOf(':');
        if (colon <= 0) {
            throw new MultipartException("header line of a part has no name");
        }
        String name = unfolded.substring(0, colon).stripTrailing();
        if (headers.get(name) == null) {
            try {
                headers = headers.with(name, unfolded.substring(colon + 1).strip());
            } catch (IllegalArgumentException _) {
                throw new MultipartException("header of a part has characters that are not allowed");
            }
        }
    }
}
