package org.lianzhen.dicom.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as bytes ("|" stands for CR LF), in one chunk and byte by byte. */
class MultipartParserTest {
    private static final MultipartType TYPE = new MultipartType("B", "application/dicom");

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "--B|A: 1||xyz|--B--; xyz", "|--B|A: 1||xyz|--B--|; xyz",
            "preamble|--B|A: 1||xyz|--B--|epilogue|--B|; xyz", "--B||xyz|--B--; xyz", "--B  |A: 1||xyz|--B--  |; xyz",
            "--B|A: 1||--b|-B||--|--B--; --b|-B||--", "--B|A: 1|||--|--A|--|--B--; |--|--A|--",
            "--B|A: 1||x|-|--B--; x|-", "--A|x|--B|A: 1||y|--B--; y" })
    void onePart(String body, String content) {
        for (RecordingMultipartSink sink : parsed(body)) {
            assertThat(sink.contents()).containsExactly(content.replace("|", "\r\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "--B|A: 1|||--B--", "--B|A: 1||--B--", "--B|||--B--", "--B||--B--" })
    void aPartMayBeEmpty(String body) {
        for (RecordingMultipartSink sink : parsed(body)) {
            assertThat(sink.contents()).containsExactly("");
        }
    }

    @Test
    void severalParts() {
        for (RecordingMultipartSink sink : parsed("--B|A: 1||one|--B|A: 2|||--B||three||--B--|")) {
            assertThat(sink.contents()).containsExactly("one", "", "three\r\n");
            assertThat(sink.parts).extracting(part -> part.headers().get("a")).containsExactly("1", "2", null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "--B--", "--B--|", "preamble|--B--|epilogue" })
    void noPartAtAll(String body) {
        for (RecordingMultipartSink sink : parsed(body)) {
            assertThat(sink.parts).isEmpty();
        }
    }

    @Test
    void headersAreReadAsMailHasThem() {
        String body = "--B|CONTENT-type:application/dicom;|  transfer-syntax=1.2.840.10008.1.2.1|Content-Location : /a?b=c:d|"
                + "X:|content-TYPE: text/plain||x|--B--";
        for (RecordingMultipartSink sink : parsed(body)) {
            PartHeaders headers = sink.parts.getFirst().headers();
            assertThat(headers.contentType()).isEqualTo("application/dicom; transfer-syntax=1.2.840.10008.1.2.1");
            assertThat(headers.contentLocation()).isEqualTo("/a?b=c:d");
            assertThat(headers.asMap()).hasSize(3).containsEntry("X", "");
        }
    }

    @Test
    void headerLinesMayEndWithABareLineFeed() {
        assertThat(parse("--B\nA: 1\n\nx|--B--", 100).parts.getFirst())
                .isEqualTo(new RecordingMultipartSink.Part(PartHeaders.EMPTY.with("A", "1"), "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "--B", "--B-", "--B|", "--B|A: 1|", "--B|A: 1||", "--B|A: 1||xyz", "--B|A: 1||xyz|--B",
            "--B|A: 1||xyz|--B|", "--B|A: 1||xyz|--", "preamble only" })
    void aBodyWithoutItsClosingDelimiterIsIncomplete(String body) {
        assertThatThrownBy(() -> parse(body, 7)).isInstanceOf(MultipartException.class)
                .hasMessage("body ends before its closing delimiter");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "--Bx|; something other than a line end behind a boundary",
            "--B-x; something other than a line end behind a boundary",
            "--B|A: 1||x|--BB|; something other than a line end behind a boundary",
            "--B|no colon||; header line of a part has no name", "--B|: 1||; header line of a part has no name",
            "--B|A b: 1||; header of a part has characters that are not allowed",
            "--B|A: \u0007||; header of a part has characters that are not allowed" })
    void whatIsNoMultipartIsRefused(String body, String why) {
        for (int chunk : new int[]{ 1, 1000 }) {
            assertThatThrownBy(() -> parse(body, chunk)).isInstanceOf(MultipartException.class).hasMessage(why);
        }
    }

    @Test
    void theNumberOfPartsIsLimited() {
        MultipartLimits limits = new MultipartLimits(2, 100, 100);
        assertThatThrownBy(() -> feed(new MultipartParser(TYPE, limits, new RecordingMultipartSink()),
                "--B||1|--B||2|--B||3|--B--", 1000)).isInstanceOf(MultipartException.class)
                .hasMessage("more than 2 parts");
    }

    @Test
    void theHeadersOfAPartAreLimited() {
        MultipartLimits limits = new MultipartLimits(2, 100, 100);
        for (String header : new String[]{ "A: " + "x".repeat(200), "A: 1|B: 2|".repeat(20) }) {
            assertThatThrownBy(
                    () -> feed(new MultipartParser(TYPE, limits, new RecordingMultipartSink()), "--B|" + header, 9))
                    .isInstanceOf(MultipartException.class).hasMessage("headers of a part have more than 100 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "--B--|" })
    void whatIsIgnoredIsLimited(String before) {
        MultipartLimits limits = new MultipartLimits(2, 100, 100);
        assertThatThrownBy(() -> feed(new MultipartParser(TYPE, limits, new RecordingMultipartSink()),
                before + "x".repeat(200), 30)).isInstanceOf(MultipartException.class)
                .hasMessage("more than 100 bytes outside of parts");
    }

    @Test
    void afterAFaultEverythingIsDropped() {
        RecordingMultipartSink sink = new RecordingMultipartSink();
        MultipartParser parser = new MultipartParser(TYPE, MultipartLimits.DEFAULT, sink);
        assertThatThrownBy(() -> feed(parser, "--Bx", 10)).isInstanceOf(MultipartException.class);
        feed(parser, "|--B||x|--B--", 10);
        assertThat(sink.parts).isEmpty();
        assertThatThrownBy(parser::end).isInstanceOf(MultipartException.class);
    }

    @Test
    void aFaultOfTheSinkEndsTheParsing() {
        MultipartParser parser = new MultipartParser(TYPE, MultipartLimits.DEFAULT, new MultipartSink() {
            @Override
            public void onPart(PartHeaders headers) {
                throw new IllegalStateException("full");
            }

            @Override
            public void onContent(ByteBuf chunk) {
                chunk.release();
                throw new AssertionError("content after a fault");
            }

            @Override
            public void onPartEnd() {
                throw new AssertionError("end after a fault");
            }
        });
        assertThatThrownBy(() -> feed(parser, "--B||xyz|--B--", 1000)).hasMessage("full");
        feed(parser, "more", 1000);
        assertThatThrownBy(parser::end).isInstanceOf(MultipartException.class);
    }

    @Test
    void contentIsSlicedAndNotCopied() {
        List<ByteBuf> chunks = new ArrayList<>();
        MultipartParser parser = new MultipartParser(TYPE, MultipartLimits.DEFAULT, new MultipartSink() {
            @Override
            public void onPart(PartHeaders headers) {
                assertThat(headers).isEqualTo(PartHeaders.EMPTY);
            }

            @Override
            public void onContent(ByteBuf chunk) {
                chunks.add(chunk);
            }

            @Override
            public void onPartEnd() {
                assertThat(chunks).hasSize(1);
            }
        });
        ByteBuf body = Unpooled.copiedBuffer("--B\r\n\r\n01\r34\r\n--89\r\n--B--", StandardCharsets.US_ASCII);
        parser.feed(body);
        assertThat(body.isReadable()).isFalse();
        assertThat(body.refCnt()).isEqualTo(2);
        assertThat(chunks.getFirst().toString(StandardCharsets.US_ASCII)).isEqualTo("01\r34\r\n--89");
        assertThat(chunks.getFirst().arrayOffset()).isEqualTo(7);
        chunks.forEach(ByteBuf::release);
        body.release();
    }

    @Test
    void contentsLikeTheDelimiterAreContents() {
        var random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            StringBuilder content = new StringBuilder();
            for (int left = random.nextInt(120); left > 0; left--) {
                content.append(random.nextInt(3) == 0 ? "\r\n--B".charAt(random.nextInt(5)) : 'x');
            }
            if (!("\r\n" + content).contains("\r\n--B")) {
                assertThat(parse("--B||" + content + "|--B--", 1 + random.nextInt(150)).contents())
                        .containsExactly(content.toString());
            }
        }
    }

    private static List<RecordingMultipartSink> parsed(String body) {
        return List.of(parse(body, 1), parse(body, 2), parse(body, 5), parse(body, 1000));
    }

    private static RecordingMultipartSink parse(String body, int chunk) {
        RecordingMultipartSink sink = new RecordingMultipartSink();
        MultipartParser parser = new MultipartParser(TYPE, MultipartLimits.DEFAULT, sink);
        feed(parser, body, chunk);
        parser.end();
        assertThat(sink.isInPart()).isFalse();
        return sink;
    }

    private static void feed(MultipartParser parser, String body, int chunk) {
        byte[] bytes = body.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < bytes.length; at += chunk) {
            ByteBuf received = PooledByteBufAllocator.DEFAULT.buffer().writeBytes(bytes, at,
                    Math.min(chunk, bytes.length - at));
            try {
                parser.feed(received);
            } finally {
                received.release();
            }
        }
    }
}
