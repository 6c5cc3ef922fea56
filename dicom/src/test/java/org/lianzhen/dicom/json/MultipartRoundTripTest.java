package org.lianzhen.dicom.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MultipartRoundTripTest {
    private static final UnpooledByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);
    private static final MultipartType TYPE = new MultipartType("ab", "application/dicom");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void theBytesAreThoseOfTheStandard() {
        MultipartWriter writer = new MultipartWriter(HEAP, TYPE);
        ByteBuf body = Unpooled.wrappedBuffer(
                writer.part(PartHeaders.ofType("application/dicom").with("Content-Location", "/x")), ascii("one"),
                writer.part(PartHeaders.EMPTY), ascii("two"), writer.end());
        assertThat(body.toString(StandardCharsets.UTF_8)).isEqualTo("""
                --ab
                Content-Location: /x
                Content-Type: application/dicom

                one
                --ab

                two
                --ab--
                """.replace("\n", "\r\n"));
    }

    @Test
    void nothingFollowsTheEnd() {
        MultipartWriter writer = new MultipartWriter(HEAP, TYPE);
        writer.end().release();
        assertThatThrownBy(() -> writer.part(PartHeaders.EMPTY)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(writer::end).isInstanceOf(IllegalStateException.class);
    }

    @Property(tries = 300)
    void whatIsWrittenIsParsedHoweverItIsCut(@ForAll @Size(max = 5) List<@Size(max = 60) String> texts,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<String> contents = new ArrayList<>();
        ByteBuf body = Unpooled.buffer();
        MultipartWriter writer = new MultipartWriter(HEAP, TYPE);
        for (String text : texts) {
            String content = nearlyDelimiters(text, random);
            contents.add(content);
            body.writeBytes(writer.part(PartHeaders.ofType("text/plain")))
                    .writeCharSequence(content, StandardCharsets.ISO_8859_1);
        }
        body.writeBytes(writer.end());
        RecordingMultipartSink sink = new RecordingMultipartSink();
        int longest = random.nextBoolean() ? 9 : 400;
        MultipartParser parser = new MultipartParser(TYPE, MultipartLimits.DEFAULT, sink);
        while (body.isReadable()) {
            parser.feed(body.readSlice(Math.min(body.readableBytes(), 1 + random.nextInt(longest))));
        }
        parser.end();
        assertThat(sink.contents()).isEqualTo(contents);
        assertThat(sink.parts).allMatch(part -> "text/plain".equals(part.headers().contentType()));
    }

    @Property(tries = 2000)
    void noiseIsParsedOrRefusedAndNothingOfItKept(@ForAll long seed) {
        Random random = new Random(seed);
        UnpooledByteBufAllocator counting = new UnpooledByteBufAllocator(false);
        MultipartParser parser = new MultipartParser(TYPE, new MultipartLimits(5, 60, 60),
                new RecordingMultipartSink());
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            for (int i = 0; i < 40; i++) {
                ByteBuf piece = counting.heapBuffer();
                piece.writeCharSequence(piece(random), StandardCharsets.US_ASCII);
                try {
                    parser.feed(piece);
                } finally {
                    piece.release();
                }
            }
            parser.end();
        } catch (MultipartException declared) {
            assertThat(declared.getMessage()).isNotBlank();
        }
        assertThat(counting.metric().usedHeapMemory()).as("bytes not freed").isZero();
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(500_000);
    }

    private static String nearlyDelimiters(String text, Random random) {
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            content.append((char) (text.charAt(i) & 0xFF)).append(random.nextInt(4) == 0 ? "\r\n--a" : "")
                    .append(random.nextBoolean() ? "\r" : "");
        }
        return content.toString().replace("\r\n--ab", "\r\n--ax");
    }

    private static String piece(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> "\r\n--ab\r\n";
            case 1 -> "--ab";
            case 2 -> "--";
            case 3 -> "\r\n";
            case 4 -> "A: 1\r\n";
            case 5 -> "\r\n--ab\r\nA: 1\r\n\r\n";
            case 6 -> "\r";
            default -> "x".repeat(random.nextInt(20));
        };
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
