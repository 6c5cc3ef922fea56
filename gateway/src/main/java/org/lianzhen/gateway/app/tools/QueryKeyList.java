package org.lianzhen.gateway.app.tools;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Messages;

/** Keys of a query, from what people write: {@code KEYWORD=VALUE}, or {@code KEYWORD} alone to have it told. */
final class QueryKeyList {
    private final Messages messages;
    private final Map<KeyPath, String> values = new LinkedHashMap<>();
    private final Set<KeyPath> asked = new HashSet<>();

    /**
     * Starts with elements that shall be told.
     *
     * @param told in the order in which they are shown
     */
    QueryKeyList(Messages messages, List<KeyPath> told) {
        this.messages = messages;
        told.forEach(key -> values.put(key, ""));
    }

    /** Adds a key, or gives one a value. */
    void add(String text) throws CommandException {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        KeyPath key = KeyPath.parse(name);
        if (key == null) {
            throw CommandException.misuse(messages.text("key.unknown", name));
        }
        asked.add(key);
        values.put(key, equals < 0 ? "" : text.substring(equals + 1));
    }

    /** Whether an element at the top has a value. */
    boolean has(int tag) {
        return !values.getOrDefault(KeyPath.of(tag), "").isEmpty();
    }

    /** Those that people named. */
    Set<KeyPath> asked() {
        return Set.copyOf(asked);
    }

    /** In the order in which they are shown. */
    List<KeyPath> keys() {
        return List.copyOf(values.keySet());
    }

    /**
     * The keys as a data set.
     *
     * @param chinese what text is sent in when ASCII does not do
     */
    DataSet dataSet(SpecificCharacterSet chinese) throws CommandException {
        boolean ascii = values.values().stream().allMatch(value -> value.chars().allMatch(c -> c < 0x80));
        SpecificCharacterSet characterSet = ascii ? SpecificCharacterSet.ASCII : chinese;
        var items = new LinkedHashMap<Integer, DataSetBuilder>();
        DataSetBuilder top = DataSet.builder(characterSet);
        for (var entry : values.entrySet()) {
            List<Integer> tags = entry.getKey().tags();
            if (tags.size() == 1) {
                put(top, entry.getKey(), entry.getValue());
            } else if (tags.size() == 2) {
                put(items.computeIfAbsent(tags.getFirst(), tag -> DataSet.itemBuilder(characterSet)), entry.getKey(),
                        entry.getValue());
            } else {
                throw CommandException.misuse(messages.text("key.deep", entry.getKey().name()));
            }
        }
        try {
            items.forEach((tag, item) -> top.putSequence(tag, item.build()));
            return top.build();
        } catch (InvalidValueException e) {
            throw CommandException.misuse(messages.text("key.value", e.getMessage()));
        }
    }

    private void put(DataSetBuilder builder, KeyPath key, String value) throws CommandException {
        int tag = key.tags().getLast();
        Vr vr = ElementDictionary.vrOf(tag);
        if (value.isEmpty()) {
            builder.putEmpty(tag);
            return;
        }
        try {
            builder.put(tag, vr, vr.isMultiValued() ? value.split("\\\\", -1) : new String[]{ value });
        } catch (InvalidValueException e) {
            throw CommandException.misuse(messages.text("key.value", key.name() + ": " + e.getMessage()));
        }
    }
}
