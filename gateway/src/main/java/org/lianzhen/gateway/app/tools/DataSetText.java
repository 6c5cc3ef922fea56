package org.lianzhen.gateway.app.tools;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Sequence;
import org.lianzhen.dicom.dict.DictionaryEntry;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Printable;

/** Writes data sets for people: a line for an element, items indented below their sequence. */
final class DataSetText {
    private static final String INDENT = "  ";

    private final Messages messages;
    private final ValueText values;
    private final Consumer<String> lines;

    /**
     * @param width columns that a value may take; 0 is no limit
     * @param lines takes the text line by line
     */
    DataSetText(Messages messages, int width, Consumer<String> lines) {
        this.messages = messages;
        this.values = new ValueText(messages, width);
        this.lines = lines;
    }

    void write(DataSet dataSet) {
        write(dataSet, "");
    }

    private void write(DataSet dataSet, String indent) {
        for (Element element : dataSet) {
            String head = indent + Tag.format(element.tag()) + " " + element.vr() + " " + name(dataSet, element.tag());
            if (element instanceof Sequence sequence) {
                lines.accept(head + ": " + messages.text("dump.items", sequence.items().size()));
                int number = 0;
                for (DataSet item : sequence.items()) {
                    number++;
                    lines.accept(indent + INDENT + "[" + number + "]");
                    write(item, indent + INDENT + INDENT);
                }
            } else {
                lines.accept((head + ": " + values.of(dataSet, element)).stripTrailing());
            }
        }
    }

    /** Keyword where the standard has one; the creator of private elements; a dash where nobody knows. */
    private static String name(DataSet dataSet, int tag) {
        DictionaryEntry entry = ElementDictionary.entry(tag);
        if (entry != null && !entry.keyword().isEmpty()) {
            return entry.keyword();
        }
        if (Tag.isPrivateCreator(tag)) {
            return "PrivateCreator";
        }
        String creator = creator(dataSet, tag);
        return creator == null ? "-" : "[" + Printable.of(creator) + "]";
    }

    private static @Nullable String creator(DataSet dataSet, int tag) {
        return Tag.isPrivate(tag) ? dataSet.privateCreator(tag) : null;
    }
}
