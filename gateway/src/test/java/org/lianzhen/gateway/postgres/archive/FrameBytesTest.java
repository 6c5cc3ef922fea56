package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.archive.PixelPlace;
import org.lianzhen.gateway.archive.PixelPlace.FramePlace;
import org.lianzhen.gateway.archive.PixelPlace.Span;

class FrameBytesTest {
    @Property(tries = 200)
    void comeBackAsTheyWere(@ForAll @Size(max = 40) List<@LongRange(min = 0, max = Long.MAX_VALUE >> 2) Long> offsets,
            @ForAll @LongRange(min = 0, max = 1L << 40) long length) {
        List<FramePlace> frames = new ArrayList<>();
        for (int i = 0; i < offsets.size(); i++) {
            List<Span> spans = new ArrayList<>();
            for (int j = 0; j <= i % 3; j++) {
                spans.add(new Span(offsets.get((i + j) % offsets.size()), length + j));
            }
            frames.add(new FramePlace(spans));
        }
        assertThat(FrameBytes.frames(FrameBytes.of(new PixelPlace(77, 0, frames)), 77)).isEqualTo(frames);
    }

    @Test
    void takeFewBytesAFrame() {
        List<FramePlace> frames = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            frames.add(new FramePlace(List.of(new Span(1000 + i * 20_008L, 20_000))));
        }
        var bytes = FrameBytes.of(new PixelPlace(1000, 0, frames));
        assertThat(bytes).isNotNull();
        assertThat(bytes.length()).isLessThan(6000);
    }

    @Test
    void areNoneWithoutFrames() {
        assertThat(FrameBytes.of(PixelPlace.NONE)).isNull();
        assertThat(FrameBytes.frames(null, 5)).isEmpty();
    }
}
