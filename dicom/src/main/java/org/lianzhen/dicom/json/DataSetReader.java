package org.lianzhen.dicom.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.Vr;

/** Reads the object of a data set with everything inside. Recursion is bounded by the limits' depth. */
final class DataSetReader {
    private static final int KEY_LENGTH = 8;

    private final JsonParser parser;
    private final ReadBudget budget;
    private final ElementPath path = new ElementPath();
    private final ElementAssembler assembler = new ElementAssembler();
    private int depth;

    DataSetReader(JsonParser parser, ParseLimits limits) {
        this.parser = parser;
        this.budget = new ReadBudget(limits, this::fault);
    }

    String path() {
        return path.toString();
    }

    /** Reads the rest of the object whose start the parser stands at. */
    DataSet read() throws IOException {
        budget.reset();
        assembler.reset();
        parser.nextToken();
        List<Element> elements = elements();
        return assembler.dataSet(elements);
    }

    /** From the first key, or the end, of an object to its end. */
    private List<Element> elements() throws IOException {
        budget.dataSet(++depth);
        List<Element> elements = new ArrayList<>();
        while (parser.currentToken() != JsonToken.END_OBJECT) {
            int tag = tag(parser.currentName());
            int before = path.enter(tag);
            require(JsonToken.START_OBJECT, parser.nextToken(), "attribute is no object");
            budget.element();
            AttributeParts parts = attribute();
            if (!Tag.isGroupLength(tag) && !(depth > 1 && tag == Tag.SpecificCharacterSet)) {
                elements.add(assemble(tag, parts));
            }
            path.leave(before);
            parser.nextToken();
        }
        depth--;
        return elements;
    }

    private int tag(String key) {
        if (key.length() != KEY_LENGTH || !key.chars().allMatch(HexFormat::isHexDigit)) {
            throw fault("key is no tag of eight hexadecimal digits");
        }
        return HexFormat.fromHexDigits(key);
    }

    private Element assemble(int tag, AttributeParts parts) {
        try {
            return assembler.element(tag, parts);
        } catch (InvalidValueException _) {
            throw fault("value does not fit its vr");
        }
    }

    private AttributeParts attribute() throws IOException {
        AttributeParts parts = new AttributeParts();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (key) {
                case "vr" -> parts.vr = vr(token);
                case "Value" -> parts.values = values(token);
                case "InlineBinary" -> parts.binary = binary(token);
                case "BulkDataURI" -> parts.uri = uri(token);
                default -> parser.skipChildren();
            }
        }
        if (parts.count() > 1) {
            throw fault("more than one of Value, InlineBinary and BulkDataURI");
        }
        return parts;
    }

    private Vr vr(JsonToken token) throws IOException {
        require(JsonToken.VALUE_STRING, token, "vr is no text");
        String text = parser.getText();
        Vr vr = text.length() == 2 && text.charAt(0) < 0x80 && text.charAt(1) < 0x80
                ? Vr.ofCode(text.charAt(0) << 8 | text.charAt(1))
                : null;
        if (vr == null) {
            throw fault("unknown vr");
        }
        return vr;
    }

    private @Nullable List<JsonValue> values(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        require(JsonToken.START_ARRAY, token, "Value is no array");
        List<JsonValue> values = new ArrayList<>();
        for (JsonToken entry = parser.nextToken(); entry != JsonToken.END_ARRAY; entry = parser.nextToken()) {
            values.add(value(entry, values.size()));
        }
        return values;
    }

    private JsonValue value(JsonToken token, int index) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            return object(index);
        }
        JsonValue value = switch (token) {
            case VALUE_STRING -> new JsonValue.Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Digits(parser.getText());
            case VALUE_NULL -> JsonValue.Empty.NULL;
            default -> throw fault("entry of Value is neither text, number, object nor null");
        };
        budget.entry(value == JsonValue.Empty.NULL ? 0 : parser.getTextLength());
        return value;
    }

    private JsonValue object(int index) throws IOException {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            budget.element();
            return JsonValue.Empty.OBJECT;
        }
        if (PersonNameGroups.KEYS.contains(parser.currentName())) {
            return name();
        }
        int before = path.enterItem(index);
        DataSet item = assembler.item(elements());
        path.leave(before);
        return new JsonValue.Item(item);
    }

    private JsonValue name() throws IOException {
        @Nullable
        String[] groups = new String[PersonNameGroups.KEYS.size()];
        while (parser.currentToken() != JsonToken.END_OBJECT) {
            int group = PersonNameGroups.KEYS.indexOf(parser.currentName());
            JsonToken token = parser.nextToken();
            if (group >= 0 && token != JsonToken.VALUE_NULL) {
                require(JsonToken.VALUE_STRING, token, "group of a name is no text");
                groups[group] = parser.getText();
                budget.entry(parser.getTextLength());
            } else {
                parser.skipChildren();
            }
            parser.nextToken();
        }
        return new JsonValue.Name(joined(groups));
    }

    private String joined(@Nullable String[] groups) {
        StringBuilder text = new StringBuilder();
        int delimiters = 0;
        for (int i = 0; i < groups.length; i++) {
            String group = groups[i];
            if (group != null && !group.isEmpty()) {
                if (group.indexOf('=') >= 0 && i < groups.length - 1) {
                    throw fault("group of a name contains the delimiter of groups");
                }
                text.repeat('=', i - delimiters).append(group);
                delimiters = i;
            }
        }
        return text.toString();
    }

    private byte[] binary(JsonToken token) throws IOException {
        require(JsonToken.VALUE_STRING, token, "InlineBinary is no text");
        BudgetedBytes bytes = new BudgetedBytes(budget);
        try {
            parser.readBinaryValue(bytes);
        } catch (IllegalArgumentException _) {
            throw fault("InlineBinary is no base64");
        }
        return bytes.toByteArray();
    }

    private String uri(JsonToken token) throws IOException {
        require(JsonToken.VALUE_STRING, token, "BulkDataURI is no text");
        budget.entry(parser.getTextLength());
        return parser.getText();
    }

    private void require(JsonToken wanted, @Nullable JsonToken found, String otherwise) {
        if (found != wanted) {
            throw fault(otherwise);
        }
    }

    private JsonFormatException fault(String what) {
        JsonLocation location = parser.currentLocation();
        return new JsonFormatException(what, path.toString(), location.getLineNr(), location.getColumnNr());
    }
}
