package org.lianzhen.dicom.json;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Sequence;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.DecimalString;
import org.lianzhen.dicom.vr.IntegerString;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** Makes elements of what stood in the JSON, with text in UTF-8. */
final class ElementAssembler {
    private static final String UTF_8_TERM = "ISO_IR 192";

    /** Begins an escape sequence in the default repertoire, but is a character like others in UTF-8. */
    private static final int ESCAPE = 0x1B;

    /** Whether any text of the data set goes beyond ASCII. */
    private boolean beyondAscii;

    void reset() {
        beyondAscii = false;
    }

    /** The data set of these elements, which declares UTF-8 if it needs it. */
    DataSet dataSet(List<Element> elements) {
        List<Element> all = new ArrayList<>(elements);
        boolean declared = all.removeIf(element -> element.tag() == Tag.SpecificCharacterSet);
        if (declared || beyondAscii) {
            all.add(new Value(Tag.SpecificCharacterSet, Vr.CS,
                    SpecificCharacterSet.UTF_8.encodeValues(List.of(UTF_8_TERM), Vr.CS)));
        }
        return DataSet.ofEncoded(all, SpecificCharacterSet.ASCII);
    }

    /** An item, whose text is in the same set as that of the data set around it. */
    DataSet item(List<Element> elements) {
        return DataSet.ofEncoded(elements, SpecificCharacterSet.UTF_8);
    }

    /** @throws InvalidValueException when the value does not fit the representation */
    Element element(int tag, AttributeParts parts) {
        Vr vr = vr(tag, parts);
        List<JsonValue> values = parts.values == null ? List.of() : parts.values;
        if (parts.uri != null) {
            return bulk(tag, vr, parts.uri);
        }
        if (parts.binary != null) {
            return binary(tag, vr, parts.binary);
        }
        if (vr == Vr.SQ) {
            return new Sequence(tag, values.stream().map(ElementAssembler::item).toList());
        }
        if (vr.isString()) {
            return text(tag, vr, values);
        }
        if (vr.fixedLength() == 0 && !values.isEmpty()) {
            throw new InvalidValueException(vr + " has no Value");
        }
        ByteBuffer bytes = ByteBuffer.allocate(values.size() * vr.fixedLength()).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(value -> BinaryNumber.put(bytes, vr, value));
        return new Value(tag, vr, Bytes.wrap(bytes.array()));
    }

    private static Vr vr(int tag, AttributeParts parts) {
        if (parts.vr != null) {
            return parts.vr;
        }
        boolean items = parts.values != null && parts.values.stream().anyMatch(JsonValue.Item.class::isInstance);
        return items ? Vr.SQ : ElementDictionary.vrOf(tag);
    }

    private static Element bulk(int tag, Vr vr, String uri) {
        if (vr == Vr.SQ) {
            throw new InvalidValueException("SQ has no BulkDataURI");
        }
        return new BulkValue(tag, vr, new BulkData(uri, 0, 0));
    }

    private static Element binary(int tag, Vr vr, byte[] bytes) {
        if (vr.isString() || vr == Vr.SQ) {
            throw new InvalidValueException(vr + " has no InlineBinary");
        }
        return new Value(tag, vr, Bytes.wrap(bytes));
    }

    private static DataSet item(JsonValue value) {
        return switch (value) {
            case JsonValue.Item(DataSet dataSet) -> dataSet;
            case JsonValue.Empty empty when empty == JsonValue.Empty.OBJECT -> DataSet.EMPTY;
            default -> throw new InvalidValueException("SQ has other values than items");
        };
    }

    private Element text(int tag, Vr vr, List<JsonValue> values) {
        List<String> texts = values.stream().map(value -> text(vr, value)).toList();
        Bytes bytes = SpecificCharacterSet.UTF_8.encodeValues(texts, vr);
        for (int i = 0; i < bytes.length() && !beyondAscii; i++) {
            beyondAscii = bytes.get(i) < 0 || bytes.get(i) == ESCAPE;
        }
        return new Value(tag, vr, bytes);
    }

    private static String text(Vr vr, JsonValue value) {
        return switch (value) {
            case JsonValue.Text(String text) -> text;
            case JsonValue.Digits(String digits) -> number(vr, digits);
            case JsonValue.Name(String text) when vr == Vr.PN -> text;
            case JsonValue.Empty _ -> "";
            default -> throw new InvalidValueException(vr + " has values that are objects");
        };
    }

    private static String number(Vr vr, String digits) {
        return switch (vr) {
            case DS -> digits.length() <= DecimalString.MAX_LENGTH ? digits
                    : DecimalString.format(DecimalString.parse(digits));
            case IS -> integer(BinaryNumber.integer(digits).toString());
            default -> digits;
        };
    }

    private static String integer(String digits) {
        if (digits.length() > IntegerString.MAX_LENGTH) {
            throw new InvalidValueException("IS out of range");
        }
        return digits;
    }
}
