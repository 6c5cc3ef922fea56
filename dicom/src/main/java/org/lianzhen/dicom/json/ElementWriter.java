package org.lianzhen.dicom.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Sequence;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** Writes the objects of data sets and their attributes (PS3.18 sections F.2.1 to F.2.7). */
final class ElementWriter {
    private static final String UTF_8_TERM = "ISO_IR 192";
    private static final int ESCAPE = 0x1B;

    private final JsonGenerator out;
    private final BulkDataUris uris;
    private final ElementPath path = new ElementPath();

    ElementWriter(JsonGenerator out, BulkDataUris uris) {
        this.out = out;
        this.uris = uris;
    }

    void write(DataSet dataSet) throws IOException {
        out.writeStartObject();
        for (Element element : dataSet) {
            if (!Tag.isGroupLength(element.tag())) {
                int before = path.enter(element.tag());
                attribute(dataSet, element);
                path.leave(before);
            }
        }
        out.writeEndObject();
    }

    private void attribute(DataSet dataSet, Element element) throws IOException {
        out.writeObjectFieldStart(ElementPath.key(element.tag()));
        String uri = bulkDataUri(element);
        if (uri != null) {
            vr(element.vr());
            out.writeStringField("BulkDataURI", uri);
        } else if (element.tag() == Tag.SpecificCharacterSet) {
            vr(Vr.CS);
            out.writeArrayFieldStart("Value");
            out.writeString(UTF_8_TERM);
            out.writeEndArray();
        } else {
            switch (element) {
                case Sequence sequence -> items(sequence);
                case Value value -> value(dataSet, value);
                case BulkValue _,Fragments _ -> vr(element.vr());
            }
        }
        out.writeEndObject();
    }

    private @Nullable String bulkDataUri(Element element) {
        long length = switch (element) {
            case Sequence _ -> 0;
            case Value value -> value.bytes().length() > BulkDataUris.THRESHOLD ? value.bytes().length() : 0;
            case BulkValue bulk -> bulk.data().length();
            case Fragments fragments -> fragments.fragments().size();
        };
        if (length == 0) {
            return null;
        }
        String uri = uris.uri(path.toString(), element);
        if (uri == null && !(element instanceof Value)) {
            throw new IllegalArgumentException("the value of " + path + " is not at hand and has no bulk data URI");
        }
        return uri;
    }

    private void vr(Vr vr) throws IOException {
        out.writeStringField("vr", vr.name());
    }

    private void items(Sequence sequence) throws IOException {
        vr(Vr.SQ);
        if (sequence.items().isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("Value");
        int index = 0;
        for (DataSet item : sequence.items()) {
            int before = path.enterItem(index++);
            write(item);
            path.leave(before);
        }
        out.writeEndArray();
    }

    private void value(DataSet dataSet, Value value) throws IOException {
        Vr vr = value.vr();
        if (vr.isText() || (vr.isString() && isAscii(value.bytes()))) {
            vr(vr);
            strings(vr, dataSet.strings(value.tag()));
        } else if (vr.fixedLength() > 0 && value.bytes().length() % vr.fixedLength() == 0) {
            vr(vr);
            numbers(value);
        } else {
            vr(vr.isString() || vr.fixedLength() > 0 ? Vr.UN : vr);
            if (!value.bytes().isEmpty()) {
                out.writeFieldName("InlineBinary");
                out.writeBinary(value.bytes().toArray());
            }
        }
    }

    /** Whether a string that no character set governs keeps to the default repertoire. Who does not know the rest must keep it. */
    private static boolean isAscii(Bytes bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.get(i) < 0 || bytes.get(i) == ESCAPE) {
                return false;
            }
        }
        return true;
    }

    private void numbers(Value value) throws IOException {
        int count = value.bytes().length() / value.vr().fixedLength();
        if (count > 0) {
            out.writeArrayFieldStart("Value");
            for (int i = 0; i < count; i++) {
                NumberWriter.write(out, value, i);
            }
            out.writeEndArray();
        }
    }

    private void strings(Vr vr, List<String> values) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("Value");
        for (String text : values) {
            if (text.isEmpty()) {
                out.writeNull();
            } else {
                switch (vr) {
                    case PN -> name(text);
                    case DS, IS -> NumberWriter.write(out, vr, text);
                    default -> out.writeString(text);
                }
            }
        }
        out.writeEndArray();
    }

    private void name(String text) throws IOException {
        String[] groups = text.split("=", PersonNameGroups.KEYS.size());
        boolean open = false;
        for (int i = 0; i < groups.length; i++) {
            String group = Vr.PN.trim(groups[i]);
            if (!group.isEmpty()) {
                if (!open) {
                    out.writeStartObject();
                    open = true;
                }
                out.writeStringField(PersonNameGroups.KEYS.get(i), group);
            }
        }
        if (open) {
            out.writeEndObject();
        } else {
            out.writeNull();
        }
    }
}
