package org.lianzhen.gateway.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcknowledgementTest {
    private static final Pattern NUMBER = Pattern.compile("(\\|ACK\\^?[A-Z0-9 ]*\\|)[0-9a-z]+\\|");
    private static final String HEAD = "MSH|^~\\&|LIANZHEN|XX1|HIS|TS1|20260630093000||ACK^O01|#|P|2.4||||||GB18030\r";

    private final Acknowledgement acknowledgement = new Acknowledgement(
            Clock.fixed(Instant.parse("2026-06-30T01:30:00Z"), ZoneId.of("Asia/Shanghai")));

    private static Header header(String text) throws RefusedMessage {
        return Header.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Header ordinary() throws RefusedMessage {
        return header("MSH|^~\\&|HIS|TS1|LIANZHEN|XX1|20260630092959||ORM^O01|M1|P|2.4||||||GB18030\r");
    }

    /** Its own number is drawn by lot. */
    private static String numbered(String answer) {
        return NUMBER.matcher(answer).replaceFirst("$1#|");
    }

    @Test
    void whatIsTakenIsAnsweredInTwoSegments() throws RefusedMessage {
        String answer = acknowledgement.accepted(ordinary());

        assertThat(numbered(answer)).isEqualTo(HEAD + "MSA|AA|M1\r");
        assertThat(answer.getBytes(StandardCharsets.US_ASCII)).as("nothing but what every charset has in common")
                .isEqualTo(answer.getBytes(Charset.forName("GB18030")));
    }

    @Test
    void everyAnswerHasItsOwnNumber() throws RefusedMessage {
        assertThat(acknowledgement.accepted(ordinary())).isNotEqualTo(acknowledgement.accepted(ordinary()));
    }

    @ParameterizedTest
    @CsvSource({ "SEGMENT_SEQUENCE, AE, 100", "FIELD_MISSING, AE, 101", "DATA_TYPE, AE, 102", "VALUE_UNKNOWN, AE, 103",
            "MESSAGE_TYPE, AR, 200", "EVENT, AR, 201", "UNKNOWN_KEY, AE, 204", "NOT_WELCOME, AR, 204",
            "LOCKED, AE, 206", "INTERNAL, AE, 207" })
    void everyRefusalHasItsCode(RefusedMessage.Code code, String kind, int number) throws RefusedMessage {
        var why = new RefusedMessage(code, "PID-3", "It is so.");

        assertThat(numbered(acknowledgement.refused(ordinary(), why))).isEqualTo(
                HEAD + "MSA|" + kind + "|M1|It is so.\rERR|PID^1^3^" + number + "&It is so.&HL70357\r");
    }

    @Test
    void aSegmentThatIsWrongAsAWholeIsToldWithoutField() throws RefusedMessage {
        var why = new RefusedMessage(RefusedMessage.Code.SEGMENT_SEQUENCE, "OBR", "There is none.");

        assertThat(acknowledgement.refused(ordinary(), why)).endsWith("\rERR|OBR^1^^100&There is none.&HL70357\r");
    }

    @Test
    void whoDoesNotSayWhoTheyAreIsToldWhy() {
        var why = new RefusedMessage(RefusedMessage.Code.SEGMENT_SEQUENCE, "MSH", "No MSH.");

        assertThat(numbered(acknowledgement.without(why))).isEqualTo(
                "MSH|^~\\&|LIANZHEN||||20260630093000||ACK|#|P|2.4\rMSA|AR||No MSH.\rERR|MSH^1^^100&No MSH.&HL70357\r");
    }

    @Test
    void aSenderWithOtherSeparatorsIsAnsweredInOurs() throws RefusedMessage {
        Header header = header("MSH!:;?@!HIS:1!TS1!LIANZHEN!XX1!!!ORM:O01!M1!P!2.3\r");

        assertThat(numbered(acknowledgement.accepted(header)))
                .isEqualTo("MSH|^~\\&|LIANZHEN|XX1|HIS|TS1|20260630093000||ACK^O01|#|P|2.3||||||\rMSA|AA|M1\r");
    }

    @Test
    void whatAPeerWritesOpensNoFieldOfOurs() throws RefusedMessage {
        Header header = header("MSH!:;?@!H|S!T~S\n1!LIAN&ZHEN!X\\1!!!ORM:O|1!M|1\nMSA!P!2\n4!!!!!!GB|\r");

        String answer = acknowledgement.accepted(header);

        assertThat(answer.split("\r", -1)).hasSize(3);
        assertThat(answer).doesNotContain("\n").contains("|LIAN ZHEN|X 1|H S|T S 1|", "|ACK^O 1|", "|P|2 4|")
                .endsWith("|GB \rMSA|AA|M 1 MSA\r");
    }

    @Test
    void anUnknownProcessingIsGivenBackAsItCame() throws RefusedMessage {
        assertThat(acknowledgement.accepted(header("MSH|^~\\&|HIS||||||ADT^A08|7|T|2.5.1\r")))
                .startsWith("MSH|^~\\&|||HIS||").contains("|ACK^A08|", "|T|2.5.1|").endsWith("\rMSA|AA|7\r");
    }
}
