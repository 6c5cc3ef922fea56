package org.lianzhen.dicom.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CommandRoundTripTest {
    @Property
    void whatIsWrittenIsRead(@ForAll("messages") DimseMessage message) {
        ByteBuf out = Unpooled.buffer();
        CommandSetCodec.encode(message, out);
        assertThat(CommandSetCodec.decode(out)).isEqualTo(message);
    }

    @Property
    void theBytesAreElementsInAscendingOrderWithAnHonestGroupLength(@ForAll("messages") DimseMessage message) {
        ByteBuf out = Unpooled.buffer();
        CommandSetCodec.encode(message, out);
        assertThat(out.readableBytes() % 2).isZero();
        assertThat(out.getIntLE(8)).isEqualTo(out.readableBytes() - 12);
        int before = -1;
        while (out.isReadable()) {
            assertThat(out.readShortLE()).as("group").isZero();
            int element = out.readUnsignedShortLE();
            assertThat(element).isGreaterThan(before);
            before = element;
            int length = out.readIntLE();
            assertThat(length).isPositive().isEven();
            out.skipBytes(length);
        }
    }

    @Property
    void unknownElementsAndAnyOrderDoNotMatter(@ForAll("messages") DimseMessage message, @ForAll byte[] value) {
        ByteBuf out = Unpooled.buffer();
        out.writeShortLE(0).writeShortLE(0x5010).writeIntLE(value.length).writeBytes(value);
        CommandSetCodec.encode(message, out);
        assertThat(CommandSetCodec.decode(out)).isEqualTo(message);
    }

    @Provide
    Arbitrary<DimseMessage> messages() {
        return Arbitraries.oneOf(Messages.requests(), Messages.responses(), Messages.cancels());
    }
}
