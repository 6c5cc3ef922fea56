package org.lianzhen.gateway.app.tools;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Sequence;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.UidDictionary;
import org.lianzhen.dicom.dict.UidEntry;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Printable;
import org.lianzhen.gateway.app.terminal.Sizes;
import org.lianzhen.gateway.app.terminal.TextWidth;

/** Shows values in one line. */
final class ValueText {
    /** Bytes of numbers or unknown things that are looked at; more would not be read by anybody. */
    private static final int HEAD = 256;
    /** Bytes without form that are shown in hexadecimal. */
    private static final int HEX = 16;

    private final Messages messages;
    private final int width;

    /**
     * @param width columns that a value may take; 0 is no limit
     */
    ValueText(Messages messages, int width) {
        this.messages = messages;
        this.width = width;
    }

    String of(DataSet dataSet, Element element) {
        return switch (element) {
            case Value value -> of(dataSet, value);
            case Sequence sequence -> messages.text("dump.items", sequence.items().size());
            case BulkValue bulk -> messages.text("dump.bulk", Sizes.bytes(bulk.data().length()), bulk.data().offset());
            case Fragments fragments -> messages.text("dump.fragments", fragments.fragments().size(),
                    Sizes.bytes(fragments.length()));
        };
    }

    private String of(DataSet dataSet, Value value) {
        Vr vr = value.vr() == Vr.UN ? ElementDictionary.vrOf(value.tag()) : value.vr();
        try {
            List<String> texts = dataSet.strings(value.tag());
            if (!texts.isEmpty()) {
                String text = vr == Vr.UI
                        ? texts.stream().map(ValueText::uid).collect(Collectors.joining("\\"))
                        : String.join("\\", texts);
                return fit(Printable.of(text));
            }
        } catch (InvalidValueException e) {
            return hex(value.bytes()) + " " + messages.text("dump.invalid");
        }
        return value.bytes().isEmpty() || vr.isString() ? "" : formless(value, vr);
    }

    private String formless(Value value, Vr vr) {
        return switch (vr) {
            case OW -> numbers(value.bytes(), 2, at -> Integer.toString(value.bytes().u16(at)));
            case OL -> numbers(value.bytes(), 4, at -> Long.toString(value.bytes().u32(at)));
            case OV -> numbers(value.bytes(), 8, at -> Long.toUnsignedString(value.bytes().i64(at)));
            case OF -> numbers(value.bytes(), 4, at -> Float.toString(value.bytes().f32(at)));
            case OD -> numbers(value.bytes(), 8, at -> Double.toString(value.bytes().f64(at)));
            default -> hex(value.bytes());
        };
    }

    private interface NumberAt {
        String text(int at);
    }

    private String numbers(Bytes bytes, int size, NumberAt numbers) {
        int shown = width == 0 ? bytes.length() / size : Math.min(bytes.length(), HEAD) / size;
        String text = IntStream.range(0, shown).mapToObj(index -> numbers.text(index * size))
                .collect(Collectors.joining("\\"));
        return fit(shown * size < bytes.length() ? text + "\\…" : text);
    }

    private String hex(Bytes bytes) {
        int shown = width == 0 ? bytes.length() : Math.min(bytes.length(), HEX);
        String text = IntStream.range(0, shown).mapToObj(at -> String.format("%02X", bytes.u8(at)))
                .collect(Collectors.joining(" "));
        return shown < bytes.length()
                ? messages.text("dump.bytes", text, Sizes.bytes(bytes.length()))
                : text;
    }

    private static String uid(String uid) {
        UidEntry entry = UidDictionary.entry(uid);
        return entry == null ? uid : uid + " (" + entry.name() + ")";
    }

    private String fit(String text) {
        return width == 0 ? text : TextWidth.cut(text, width);
    }
}
