package org.lianzhen.dicom.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.UidDictionary;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/**
 * Data sets for people to read: a line per element with tag, representation, value, length and keyword, items indented.
 * It shows values, so it belongs on a screen and not in a log.
 */
public final class DataSetDump {

    private static final String INDENT = "  ";
    private static final int KEYWORD_COLUMN = 64;

    private final Appendable out;
    private final int valueWidth;

    private DataSetDump(Appendable out, int valueWidth) {
        this.out = out;
        this.valueWidth = valueWidth;
    }

    /**
     * @param valueWidth longer values are cut after so many characters
     */
    public static String of(DataSet dataSet, int valueWidth) {
        StringBuilder text = new StringBuilder();
        try {
            write(dataSet, text, valueWidth);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** As {@link #of}, line by line. */
    public static void write(DataSet dataSet, Appendable out, int valueWidth) throws IOException {
        new DataSetDump(out, valueWidth).elements(dataSet, "");
    }

    private void elements(DataSet dataSet, String indent) throws IOException {
        for (Element element : dataSet) {
            line(indent + Tag.format(element.tag()) + " " + element.vr() + " " + shown(element, dataSet), element,
                    dataSet);
            if (element instanceof Sequence sequence) {
                items(sequence.items(), indent + INDENT);
            }
        }
    }

    private void items(List<DataSet> items, String indent) throws IOException {
        for (int i = 0; i < items.size(); i++) {
            out.append(indent).append("item ").append(String.valueOf(i + 1)).append('\n');
            elements(items.get(i), indent + INDENT);
        }
    }

    private void line(String start, Element element, DataSet dataSet) throws IOException {
        out.append(start);
        for (int column = columns(start); column < KEYWORD_COLUMN; column++) {
            out.append(' ');
        }
        out.append(" # ").append(String.valueOf(length(element))).append(' ').append(name(element.tag(), dataSet))
                .append('\n');
    }

    /** Ideographs take two columns of a terminal. */
    private static int columns(String text) {
        return text.codePoints().map(c -> Character.isIdeographic(c) || (c >= 0xFF00 && c < 0xFF60) ? 2 : 1).sum();
    }

    private static long length(Element element) {
        return switch (element) {
            case Value value -> value.bytes().length();
            case BulkValue bulk -> bulk.data().length();
            case Fragments fragments -> fragments.length();
            case Sequence sequence -> sequence.items().size();
        };
    }

    private static String name(int tag, DataSet dataSet) {
        if (Tag.isPrivateCreator(tag)) {
            return "private creator";
        }
        String creator = dataSet.privateCreator(tag);
        return creator != null ? "private of " + printable(creator) : ElementDictionary.keywordOf(tag);
    }

    private String shown(Element element, DataSet dataSet) {
        return switch (element) {
            case Value value -> shown(value, dataSet);
            case Sequence sequence -> sequence.items().size() + (sequence.items().size() == 1 ? " item" : " items");
            case BulkValue bulk -> bulk.data().length() + " bytes from " + bulk.data().offset() + " on";
            case Fragments fragments -> fragments.fragments().size() + " fragments, offset table of "
                    + fragments.basicOffsetTable().length() / Integer.BYTES;
        };
    }

    private String shown(Value value, DataSet dataSet) {
        Vr vr = ValueDecoder.vr(value);
        if (value.bytes().isEmpty()) {
            return "(no value)";
        }
        if (vr.isString()) {
            String text = printable(String.join("\\", ValueDecoder.strings(value, dataSet.characterSet())));
            String uid = vr == Vr.UI ? UidDictionary.name(text) : text;
            return "[" + cut(text) + "]" + (uid.equals(text) ? "" : " = " + uid);
        }
        Bytes start = value.bytes().slice(0, Math.min(value.bytes().length(), 8 * valueWidth));
        List<String> numbers = ValueDecoder.strings(new Value(value.tag(), value.vr(), start), dataSet.characterSet());
        return cut(numbers.isEmpty() ? start.toHex() : String.join("\\", numbers));
    }

    private String cut(String text) {
        int end = text.offsetByCodePoints(0, Math.min(valueWidth, text.codePointCount(0, text.length())));
        return end == text.length() ? text : text.substring(0, end) + "...";
    }

    /** Control characters could command a terminal. */
    private static String printable(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean unsafe = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
            result.appendCodePoint(unsafe ? '\u00B7' : c);
        });
        return result.toString();
    }
}
