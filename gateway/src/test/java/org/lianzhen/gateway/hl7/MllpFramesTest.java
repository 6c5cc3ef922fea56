package org.lianzhen.gateway.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MllpFramesTest {
    private static final String TWO = "\u000bMSH|one\r\u001c\r\u000bMSH|two\r\u001c\r";

    private static Buffer bytes(String text) {
        return Buffer.buffer(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<String> taken(MllpFrames frames, String packet) throws MllpFrames.FrameException {
        return frames.take(bytes(packet)).stream().map(one -> new String(one, StandardCharsets.ISO_8859_1)).toList();
    }

    @Test
    void twoMessagesInAPacketAreTwo() throws MllpFrames.FrameException {
        assertThat(taken(new MllpFrames(100), TWO)).containsExactly("MSH|one\r", "MSH|two\r");
    }

    @Test
    void messagesAreTheSameHoweverTheyAreCut() throws MllpFrames.FrameException {
        for (int first = 0; first <= TWO.length(); first++) {
            for (int second = first; second <= TWO.length(); second++) {
                var frames = new MllpFrames(100);
                List<String> all = new ArrayList<>(taken(frames, TWO.substring(0, first)));
                all.addAll(taken(frames, TWO.substring(first, second)));
                all.addAll(taken(frames, TWO.substring(second)));
                assertThat(all).as("cut at %d and %d", first, second).containsExactly("MSH|one\r", "MSH|two\r");
                assertThat(frames.isWithin()).isFalse();
            }
        }
    }

    @Test
    void lineEndsBetweenFramesDoNoHarm() throws MllpFrames.FrameException {
        assertThat(taken(new MllpFrames(100), "\r\n\u000ba\u001c\r\n\u000bb\u001c\r")).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET / HTTP/1.1", "\u000ba\u001cx", "\u000ba\u001c\rx" })
    void whatIsNoFrameIsRefused(String packet) {
        assertThatThrownBy(() -> new MllpFrames(100).take(bytes(packet)))
                .isInstanceOf(MllpFrames.FrameException.class);
    }

    @Test
    void whatIsTooLongIsRefusedBeforeItIsWhole() throws MllpFrames.FrameException {
        var frames = new MllpFrames(10);
        assertThat(taken(frames, "\u000b0123456789")).isEmpty();
        assertThatThrownBy(() -> frames.take(bytes("x"))).hasMessageContaining("10 bytes");
        assertThat(taken(new MllpFrames(10), "\u000b0123456789\u001c\r")).containsExactly("0123456789");
    }
}
