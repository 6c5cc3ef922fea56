package org.lianzhen.gateway.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.hl7v2.model.Segment;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes to text to fields: what a sender meant arrives, and nothing of it opens another field. */
class MessageTextTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String SEPARATORS = "|^~\\&";

    private static String text(String ascii, Charset charset) throws RefusedMessage {
        return MessageText.of(ascii.getBytes(charset), charset, SEPARATORS);
    }

    /** OBR-13 as it arrives, with what stands in OBR-14 behind it. */
    private static String field(String written) throws RefusedMessage {
        String message = "MSH|^~\\&|HIS|TS1|||||ORM^O01|M1|P|2.4\rOBR|1||||||||||||" + written + "|next\r";
        Segment obr = Segments.of(text(message, GB18030)).required("OBR");
        assertThat(Segments.text(obr, 14, 1)).isEqualTo("next");
        return Segments.text(obr, 13, 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "5\\F\\7;5|7", "5\\S\\7;5^7", "5\\T\\7;5&7", "5\\R\\7;5~7", "5\\E\\7;5\\7",
            "\\F\\\\S\\\\T\\;|^&", "胸\\T\\腹;胸&腹", "\\XCDF5\\;王", "\\XCDF5D0A1\\明;王小明", "\\Xcdf5\\;王",
            "\\X41\\\\X42\\;AB" })
    void escapesAreTheCharactersTheyMean(String written, String meant) throws RefusedMessage {
        assertThat(field(written)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({ "7C, |", "5E, ^", "7E, ~", "5C, \\", "26, &" })
    void separatorsThatAreWrittenAsBytesSeparateNothing(String hex, String meant) throws RefusedMessage {
        assertThat(field("a\\X" + hex + "\\b")).isEqualTo("a" + meant + "b");
    }

    @ParameterizedTest
    @ValueSource(strings = { "0D", "0A", "0D0A" })
    void noByteEndsASegment(String hex) throws RefusedMessage {
        assertThat(field("a\\X" + hex + "\\b").replaceAll(" +", " ")).isEqualTo("a b");
    }

    @Test
    void linesOfTextStayLines() throws RefusedMessage {
        assertThat(field("咳嗽\\.br\\发热\\.br\\乏力")).isEqualTo("咳嗽\n发热\n乏力");
    }

    @Test
    void anEscapedEscapeBeginsNothing() throws RefusedMessage {
        assertThat(field("a\\E\\X41\\E\\b")).isEqualTo("a\\X41\\b");
    }

    @Test
    void whatOnlyLooksLikeBytesIsLeftAlone() throws RefusedMessage {
        assertThat(text("\\X4\\ \\XZZ\\ X41 \\X\\", GB18030)).isEqualTo("\\X4\\ \\XZZ\\ X41 \\X\\");
    }

    @Test
    void theEscapeIsTheOneOfTheSender() throws RefusedMessage {
        byte[] message = "a?X7C?b \\X41\\".getBytes(StandardCharsets.US_ASCII);

        assertThat(MessageText.of(message, StandardCharsets.UTF_8, "|:~?@")).isEqualTo("a?F?b \\X41\\");
    }

    /** 誠 ends with 5CH, the others are made of the bytes of all three separators, and one has four bytes. */
    @ParameterizedTest
    @ValueSource(strings = { "D55C", "815C", "815E", "817C", "817E", "8139EF30" })
    void everyCharacterIsReadWhole(String hex) throws RefusedMessage {
        String characters = new String(HexFormat.of().parseHex(hex), GB18030);

        assertThat(field(characters)).isEqualTo(characters);
        assertThat(field("\\X" + hex + "\\")).isEqualTo(characters);
    }

    @ParameterizedTest
    @CsvSource({ "UTF-8, C0EE", "UTF-8, E69D", "GB18030, FFFF", "GB18030, 81" })
    void bytesThatAreNoCharactersAreRefused(Charset charset, String hex) {
        RefusedMessage refusal = catchThrowableOfType(RefusedMessage.class,
                () -> MessageText.of(HexFormat.of().parseHex(hex), charset, SEPARATORS));
        RefusedMessage escaped = catchThrowableOfType(RefusedMessage.class, () -> text("\\X" + hex + "\\", charset));

        assertThat(refusal).extracting(RefusedMessage::code, RefusedMessage::place)
                .containsExactly(RefusedMessage.Code.DATA_TYPE, "MSH-18");
        assertThat(refusal.why()).contains(charset.name());
        assertThat(escaped.place()).isEqualTo("MSH-18");
    }
}
