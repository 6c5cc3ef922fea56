package org.lianzhen.dicom.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandVectorsTest {
    static Stream<CommandVector> all() {
        return Stream.of(CompositeVectors.ALL, RetrieveVectors.ALL, NormalizedVectors.ALL, DcmtkVectors.ALL)
                .flatMap(list -> list.stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void writesTheBytes(CommandVector vector) {
        ByteBuf out = Unpooled.buffer();
        CommandSetCodec.encode(vector.message(), out);
        assertThat(ByteBufUtil.prettyHexDump(out)).isEqualTo(ByteBufUtil.prettyHexDump(vector.buffer()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void readsTheMessage(CommandVector vector) {
        ByteBuf in = vector.buffer();
        assertThat(CommandSetCodec.decode(in)).isEqualTo(vector.message());
        assertThat(in.readerIndex()).as("reader index").isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void writesBehindWhatIsThere(CommandVector vector) {
        ByteBuf out = Unpooled.buffer().writeZero(12);
        CommandSetCodec.encode(vector.message(), out);
        assertThat(ByteBufUtil.getBytes(out.skipBytes(12))).isEqualTo(vector.bytes());
    }

    @ParameterizedTest
    @MethodSource("all")
    void readsWithoutGroupLength(CommandVector vector) {
        assertThat(CommandSetCodec.decode(vector.buffer().skipBytes(12))).isEqualTo(vector.message());
    }

    @ParameterizedTest
    @MethodSource("all")
    void doesNotTrustTheGroupLength(CommandVector vector) {
        for (int wrong : new int[]{ 0, 1, 12, Integer.MAX_VALUE, -1 }) {
            assertThat(CommandSetCodec.decode(vector.buffer().setIntLE(8, wrong))).isEqualTo(vector.message());
        }
    }

    @Test
    void thereIsOneForEveryKindOfMessage() {
        Set<CommandField> kinds = all().map(vector -> vector.message().commandField()).collect(Collectors.toSet());
        assertThat(kinds).isEqualTo(EnumSet.allOf(CommandField.class));
    }
}
