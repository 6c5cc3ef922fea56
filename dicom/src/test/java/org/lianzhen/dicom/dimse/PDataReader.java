package org.lianzhen.dicom.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.pdu.PdvHeader;
import org.lianzhen.dicom.vr.Bytes;

/** Takes P-DATA-TF PDUs apart by the letter of PS3.8 section 9.3.5, and checks what must hold for each. */
final class PDataReader {
    /** One presentation data value, which is all a PDU of ours holds. */
    record Pdv(PdvHeader header, Bytes payload) {}

    private PDataReader() {}

    /** The values in {@code stream}, none in a PDU longer than {@code maxLength}. */
    static List<Pdv> read(ByteBuf stream, long maxLength) {
        List<Pdv> values = new ArrayList<>();
        while (stream.isReadable()) {
            assertThat(stream.readByte()).as("PDU type").isEqualTo((byte) 4);
            assertThat(stream.readByte()).as("reserved").isZero();
            int pduLength = stream.readInt();
            assertThat((long) pduLength).isLessThanOrEqualTo(maxLength);
            int pdvLength = stream.readInt();
            assertThat(pdvLength).as("a single value").isEqualTo(pduLength - 4);
            int contextId = stream.readUnsignedByte();
            int control = stream.readUnsignedByte();
            assertThat(control).isLessThanOrEqualTo(3);
            byte[] payload = new byte[pdvLength - 2];
            assertThat(payload.length).as("fragment").isEven();
            stream.readBytes(payload);
            values.add(new Pdv(PdvHeader.of(contextId, (control & 1) != 0, (control & 2) != 0), Bytes.wrap(payload)));
        }
        return values;
    }

    /** What an assembler makes of the values. */
    static RecordingDimseSink assemble(List<Pdv> values) {
        RecordingDimseSink sink = new RecordingDimseSink();
        DimseAssembler assembler = new DimseAssembler(sink);
        for (Pdv value : values) {
            assembler.accept(value.header(), Unpooled.wrappedBuffer(value.payload().asByteBuffer()), true);
        }
        assertThat(assembler.isMidMessage()).isFalse();
        return sink;
    }
}
