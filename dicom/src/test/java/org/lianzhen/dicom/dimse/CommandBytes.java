package org.lianzhen.dicom.dimse;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.lianzhen.dicom.dict.Tag;

/** Writes command sets element by element, right or wrong. */
final class CommandBytes {
    private final ByteBuf out = Unpooled.buffer();

    /** A request or response of this kind with message ID 7. */
    static CommandBytes of(CommandField field) {
        boolean request = field.code() < 0x8000 && field != CommandField.C_CANCEL_RQ;
        return new CommandBytes().u16(Tag.CommandField, field.code())
                .u16(request ? Tag.MessageID : Tag.MessageIDBeingRespondedTo, 7);
    }

    CommandBytes u16(int element, int value) {
        return raw(element, new byte[]{ (byte) value, (byte) (value >>> 8) });
    }

    CommandBytes text(int element, String text) {
        return raw(element, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    CommandBytes raw(int element, byte[] value) {
        out.writeShortLE(0).writeShortLE(element).writeIntLE(value.length).writeBytes(value);
        return this;
    }

    CommandBytes noDataSet() {
        return u16(Tag.CommandDataSetType, 0x0101);
    }

    CommandBytes dataSet() {
        return u16(Tag.CommandDataSetType, 0x0001);
    }

    CommandBytes affected() {
        return text(Tag.AffectedSOPClassUID, "1.2.3").text(Tag.AffectedSOPInstanceUID, "1.2.3.4");
    }

    CommandBytes requested() {
        return text(Tag.RequestedSOPClassUID, "1.2.3").text(Tag.RequestedSOPInstanceUID, "1.2.3.4");
    }

    ByteBuf buffer() {
        return out.copy();
    }

    DecodedCommand decode() {
        return CommandSetCodec.decode(out);
    }
}
