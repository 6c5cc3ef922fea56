package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Guesses from the first bytes of a stream what a peer speaks that does not speak DICOM, for a log line that helps. */
final class ForeignProtocol {
    private static final List<byte[]> HTTP_METHODS = words("GET ", "POST ", "PUT ", "HEAD ", "OPTIONS ", "DELETE ",
            "PATCH ", "CONNECT ", "TRACE ", "PRI * HTTP/2");
    private static final List<byte[]> HTTP_ANSWER = words("HTTP/");
    private static final byte TLS_MAJOR_VERSION = 3;
    private static final List<byte[]> TLS_HELLO = List.of(new byte[]{ 0x16, TLS_MAJOR_VERSION });
    private static final List<byte[]> TLS_ALERT = List.of(new byte[]{ 0x15, TLS_MAJOR_VERSION });

    private ForeignProtocol() {}

    /** The fault for a stream that starts with these bytes, which are no PDU. Judges by what is there, waits for nothing. */
    static PduException fault(ByteBuf start) {
        if (startsWith(start, TLS_HELLO)) {
            return new PduException(PduException.Kind.TLS, "TLS hello on the plain DICOM port");
        }
        if (startsWith(start, TLS_ALERT)) {
            return new PduException(PduException.Kind.TLS, "TLS alert: the peer wants TLS");
        }
        if (startsWith(start, HTTP_METHODS)) {
            return new PduException(PduException.Kind.HTTP, "HTTP request on the DICOM port");
        }
        if (startsWith(start, HTTP_ANSWER)) {
            return new PduException(PduException.Kind.HTTP, "HTTP answer: the peer is a web server");
        }
        return PduException.unknownType(start.getUnsignedByte(start.readerIndex()));
    }

    private static boolean startsWith(ByteBuf start, List<byte[]> words) {
        return words.stream().anyMatch(word -> startsWith(start, word));
    }

    private static boolean startsWith(ByteBuf start, byte[] word) {
        int length = Math.min(word.length, start.readableBytes());
        for (int i = 0; i < length; i++) {
            if (start.getByte(start.readerIndex() + i) != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static List<byte[]> words(String... words) {
        return Stream.of(words).map(word -> word.getBytes(StandardCharsets.US_ASCII)).toList();
    }
}
