package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.pdu.Decoding.fault;
import static org.lianzhen.dicom.pdu.HexItems.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.pdu.PduException.Kind;

class ForeignProtocolTest {
    /** The start of the hello that OpenSSL sends. */
    private static final String TLS_CLIENT_HELLO = """
            16 03 01 02 00     # handshake, TLS 1.0 for compatibility, 512 bytes
              01 00 01 fc      # ClientHello, 508 bytes
              03 03            # TLS 1.2
            """;

    @ParameterizedTest
    @ValueSource(strings = { "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "POST /stow HTTP/1.1\r\n", "PUT / HTTP/1.1",
            "HEAD / HTTP/1.0", "OPTIONS * HTTP/1.1", "DELETE / HTTP/1.1", "PATCH / HTTP/1.1", "CONNECT a:1 HTTP/1.1",
            "TRACE / HTTP/1.1", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" })
    void namesHttpRequests(String request) {
        PduException fault = fault(text(request));

        assertThat(fault).hasMessage("HTTP request on the DICOM port");
        assertThat(fault.kind()).isEqualTo(Kind.HTTP);
        assertThat(fault.kind().isForeignProtocol()).isTrue();
        assertThat(fault.abort()).isEqualTo(Abort.byProvider(AbortReason.UNRECOGNIZED_PDU));
    }

    @Test
    void namesHttpAnswers() {
        PduException fault = fault(text("HTTP/1.1 400 Bad Request\r\n"));

        assertThat(fault).hasMessage("HTTP answer: the peer is a web server");
        assertThat(fault.kind()).isEqualTo(Kind.HTTP);
    }

    @Test
    void namesTlsHellos() {
        PduException fault = fault(TLS_CLIENT_HELLO);

        assertThat(fault).hasMessage("TLS hello on the plain DICOM port");
        assertThat(fault.kind()).isEqualTo(Kind.TLS);
        assertThat(fault.kind().isForeignProtocol()).isTrue();
    }

    @Test
    void namesTlsAlerts() {
        PduException fault = fault("15 03 01 00 02 02 46  # fatal alert: protocol version");

        assertThat(fault).hasMessage("TLS alert: the peer wants TLS");
        assertThat(fault.kind()).isEqualTo(Kind.TLS);
    }

    @ParameterizedTest
    @CsvSource({ "47, HTTP", "4745, HTTP", "474554, HTTP", "50, HTTP", "16, TLS", "15, TLS" })
    void judgesByWhatIsThere(String hex, Kind kind) {
        assertThat(fault(hex).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = { "SSH-2.0-OpenSSH_9.2\r\n", "GETTING", "get / http/1.1", "PROXY TCP4 10.0.0.1", "EHLO x",
            "\u0016\u0002", "\u0000\u0000" })
    void guessesNothingElse(String start) {
        PduException fault = fault(text(start));

        assertThat(fault.kind()).isEqualTo(Kind.UNKNOWN_TYPE);
        assertThat(fault.kind().isForeignProtocol()).isFalse();
        assertThat(fault.getMessage()).matches("unknown PDU type [0-9A-F]{2}H");
    }

    @Test
    void guessesOnlyAtTheStartOfTheStream() {
        PduException fault = fault(EncodedPdus.RELEASE_RQ, text("GET / HTTP/1.1\r\n"));

        assertThat(fault).hasMessage("unknown PDU type 47H");
    }
}
