package org.lianzhen.gateway.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private static Header header(String text) throws RefusedMessage {
        return Header.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Header saying(String charset) throws RefusedMessage {
        return header("MSH|^~\\&|HIS|TS1|||||ORM^O01|M1|P|2.4||||||" + charset + "\rPID|1\r");
    }

    @Test
    void everyFieldIsRead() throws RefusedMessage {
        Header header = header(
                "MSH|^~\\&|HIS^1.2^ISO|TS1^x|LIANZHEN^y|XX1^z|20260630||ORM^O01^ORM_O01| M1 |P^T|2.4^CHN||||||UTF-8~GBK\r");

        assertThat(header.separators()).isEqualTo("|^~\\&");
        assertThat(header.route()).isEqualTo(new Header.Route("HIS", "TS1", "LIANZHEN", "XX1"));
        assertThat(header).extracting(Header::type, Header::event, Header::controlId, Header::charset)
                .containsExactly("ORM", "O01", "M1", "UTF-8");
    }

    @Test
    void separatorsAreWhatTheSenderSays() throws RefusedMessage {
        Header header = header("MSH$.*+?$HIS.1$TS1$$$$$ADT.A08$M1$P$2.4$$$$$$GBK*UTF-8\r");

        assertThat(header.separators()).isEqualTo("$.*+?");
        assertThat(header).extracting(Header::type, Header::event, Header::charset).containsExactly("ADT", "A08",
                "GBK");
        assertThat(header.route().application()).isEqualTo("HIS");
    }

    @Test
    void whatIsNotThereIsEmpty() throws RefusedMessage {
        assertThat(header("MSH|^~\\&")).extracting(Header::type, Header::event, Header::controlId, Header::charset)
                .containsOnly("");
        assertThat(header("MSH|^~\\&|HIS|TS1|||||ACK")).extracting(Header::type, Header::event).containsExactly("ACK",
                "");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "MSH", "MSH|^~\\", "PID|1||P1", "msh|^~\\&|HIS", " MSH|^~\\&|HIS", "\rMSH|^~\\&|HIS",
            "FHS|^~\\&|HIS" })
    void whatBeginsOtherwiseIsNoMessage(String text) {
        RefusedMessage refusal = catchThrowableOfType(RefusedMessage.class, () -> header(text));

        assertThat(refusal).extracting(RefusedMessage::code, RefusedMessage::place)
                .containsExactly(RefusedMessage.Code.SEGMENT_SEQUENCE, "MSH");
    }

    @ParameterizedTest
    @CsvSource({ "GB18030, GB18030", "GB18030, gbk", "UTF-8, UNICODE UTF-8", "UTF-8, ''" })
    void namesOfSendersAreReadInEitherCharset(Charset written, String said) throws RefusedMessage {
        String text = "MSH|^~\\&|医院系统|一院|||||ORM^O01|M1|P|2.4||||||" + said + "\r";

        assertThat(Header.of(text.getBytes(written)).route()).extracting("application", "facility")
                .containsExactly("医院系统", "一院");
    }

    /** The bytes of 一院 in GB18030 are two letters in UTF-8. */
    @Test
    void whatIsValidInBothIsWhatItSays() throws RefusedMessage {
        byte[] bytes = "MSH|^~\\&|HIS|一院|||||ORM^O01|M1|P|2.4||||||GB18030\r".getBytes(GB18030);

        assertThat(Header.of(bytes).route().facility()).isEqualTo("一院");
    }

    @Test
    void bytesThatLookLikeSeparatorsCutNoNameOfASender() throws RefusedMessage {
        String name = new String(new byte[]{ (byte) 0x81, 0x7C, (byte) 0x81, 0x5E, (byte) 0x81, 0x5C }, GB18030);
        Header header = Header.of(("MSH|^~\\&|" + name + "|TS1|||||ORM^O01|M1\r").getBytes(GB18030));

        assertThat(header.route().application()).isEqualTo(name);
        assertThat(header.controlId()).isEqualTo("M1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "GB18030", "gb18030", "GB 18030-2000", "GB 18030", "GB18030-2000", "GBK", "GB2312" })
    void nationalCharsetsAreOne(String said) throws RefusedMessage {
        assertThat(saying(said).text()).contains(GB18030);
    }

    @ParameterizedTest
    @ValueSource(strings = { "UNICODE UTF-8", "unicode utf-8", "UTF-8", "UTF8", "UNICODE" })
    void unicodeIsUtf8(String said) throws RefusedMessage {
        assertThat(saying(said).text()).contains(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "ASCII", "8859/1" })
    void whatSystemsWriteWithoutThinkingSaysNothing(String said) throws RefusedMessage {
        assertThat(saying(said).text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "BIG-5", "ISO IR87", "UNICODE UTF-16", "8859/5" })
    void otherCharsetsAreRefused(String said) throws RefusedMessage {
        Header header = saying(said);
        RefusedMessage refusal = catchThrowableOfType(RefusedMessage.class, header::text);

        assertThat(refusal).extracting(RefusedMessage::code, RefusedMessage::place, RefusedMessage::why)
                .containsExactly(RefusedMessage.Code.VALUE_UNKNOWN, "MSH-18", "Write in GB18030 or UNICODE UTF-8.");
    }
}
