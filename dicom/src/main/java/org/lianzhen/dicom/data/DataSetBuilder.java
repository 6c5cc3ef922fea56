package org.lianzhen.dicom.data;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.UnmappableTextException;
import org.lianzhen.dicom.vr.Vr;

/**
 * Collects elements in any order; the last one put for a tag counts. Text is encoded by {@link #build}, in the set that
 * (0008,0005) declares by then, so it may be put before or after that.
 */
public final class DataSetBuilder {

    /** What was put: an element as it is, or one whose text is in a known set, or text without bytes yet. */
    private sealed interface Entry {
        record Encoded(Element element, @Nullable SpecificCharacterSet characterSet) implements Entry {}

        record Text(int tag, Vr vr, List<String> values) implements Entry {}
    }

    private final SpecificCharacterSet inherited;
    private final TreeMap<Integer, Entry> entries = new TreeMap<>(Integer::compareUnsigned);

    DataSetBuilder(SpecificCharacterSet inherited) {
        this.inherited = inherited;
    }

    /**
     * Puts an element as it is: its text must already be in the set of this data set. Items of a sequence in another set
     * are re-encoded.
     */
    public DataSetBuilder put(Element element) {
        entries.put(element.tag(), new Entry.Encoded(element, null));
        return this;
    }

    /** Puts an element of another data set, whose text may be in another character set. Does nothing when absent. */
    public DataSetBuilder putFrom(DataSet source, int tag) {
        Element element = source.element(tag);
        if (element != null) {
            entries.put(tag, new Entry.Encoded(element, source.characterSet()));
        }
        return this;
    }

    /** Puts all elements of another data set, its declared character set included. */
    public DataSetBuilder putAll(DataSet source) {
        source.forEach(element -> entries.put(element.tag(), new Entry.Encoded(element, source.characterSet())));
        return this;
    }

    /** Puts values in the representation that the dictionary gives (UN elements: none). No value makes it empty. */
    public DataSetBuilder put(int tag, String... values) {
        return put(tag, ElementDictionary.vrOf(tag), values);
    }

    /**
     * Puts values, one string each. Numbers may be given in decimal, AT as eight hexadecimal digits.
     *
     * @throws org.lianzhen.dicom.vr.InvalidValueException (from here or from {@link #build}) when the representation
     *         cannot hold the text
     */
    public DataSetBuilder put(int tag, Vr vr, String... values) {
        if (vr.isText()) {
            entries.put(tag, new Entry.Text(tag, vr, List.of(values)));
            return this;
        }
        return put(new ValueEncoder(tag, vr).strings(List.of(values)));
    }

    /**
     * Puts whole numbers in the representation of the dictionary: US, SS, UL, SL, SV, UV, AT, IS or DS.
     *
     * @throws org.lianzhen.dicom.vr.InvalidValueException when a number is out of its range
     */
    public DataSetBuilder putInts(int tag, int... values) {
        return putInts(tag, ElementDictionary.vrOf(tag), values);
    }

    /** Puts whole numbers in a chosen representation; see {@link #putInts(int, int...)}. */
    public DataSetBuilder putInts(int tag, Vr vr, int... values) {
        return put(new ValueEncoder(tag, vr).ints(values));
    }

    /** Puts numbers in the representation of the dictionary: FL, FD, OF, OD or DS. */
    public DataSetBuilder putDoubles(int tag, double... values) {
        return put(new ValueEncoder(tag, ElementDictionary.vrOf(tag)).doubles(values));
    }

    public DataSetBuilder putSequence(int tag, List<DataSet> items) {
        return put(new Sequence(tag, items));
    }

    public DataSetBuilder putSequence(int tag, DataSet... items) {
        return putSequence(tag, List.of(items));
    }

    /** An element without value. */
    public DataSetBuilder putEmpty(int tag) {
        Vr vr = ElementDictionary.vrOf(tag);
        return vr == Vr.SQ ? putSequence(tag) : put(tag, vr);
    }

    /**
     * Puts a private element, reserving a block for its creator when it has none yet (PS3.5 section 7.8.1).
     *
     * @param creator private creator identification code
     * @param privateTag odd group in bits 31-16, element within the block in bits 7-0
     */
    public DataSetBuilder putPrivate(String creator, int privateTag, Vr vr, String... values) {
        return put(reserve(creator, privateTag), vr, values);
    }

    /**
     * The tag that a private element gets here, reserving a block for its creator when it has none yet.
     *
     * @param privateTag as in {@link #putPrivate}
     */
    public int reserve(String creator, int privateTag) {
        int group = Tag.group(privateTag);
        if ((group & 1) == 0) {
            throw new IllegalArgumentException(Tag.format(privateTag) + " is not private");
        }
        int free = -1;
        for (int block = PrivateBlocks.LAST; block >= PrivateBlocks.FIRST; block--) {
            Entry entry = entries.get(Tag.of(group, block));
            if (entry == null) {
                free = block;
            } else if (creator.equals(text(entry))) {
                return PrivateBlocks.inBlock(group, block, privateTag);
            }
        }
        if (free < 0) {
            throw new IllegalStateException("no private block is free in group %04X".formatted(group));
        }
        put(Tag.of(group, free), Vr.LO, creator);
        return PrivateBlocks.inBlock(group, free, privateTag);
    }

    private static @Nullable String text(Entry entry) {
        List<String> values = switch (entry) {
            case Entry.Text text -> text.values();
            case Entry.Encoded encoded when encoded.element() instanceof Value value -> ValueDecoder.strings(value,
                    SpecificCharacterSet.ASCII);
            case Entry.Encoded encoded -> List.of();
        };
        return values.isEmpty() ? null : values.getFirst();
    }

    public DataSetBuilder remove(int tag) {
        entries.remove(tag);
        return this;
    }

    /** Declares the character set; the default repertoire needs no declaration and removes it. */
    public DataSetBuilder characterSet(SpecificCharacterSet characterSet) {
        if (characterSet.definedTerms().isEmpty()) {
            return remove(Tag.SpecificCharacterSet);
        }
        return put(Tag.SpecificCharacterSet, Vr.CS, characterSet.definedTerms().toArray(String[]::new));
    }

    /**
     * The data set. The builder may go on afterwards.
     *
     * @throws UnmappableTextException when a text cannot be expressed in the declared character set
     */
    public DataSet build() {
        SpecificCharacterSet characterSet = inherited;
        if (entries.get(Tag.SpecificCharacterSet) instanceof Entry.Encoded(Element declaration, var _)) {
            characterSet = Nesting.declared(List.of(declaration), inherited);
        }
        List<Element> elements = new ArrayList<>(entries.size());
        for (Entry entry : entries.values()) {
            elements.add(element(entry, characterSet));
        }
        return new DataSet(elements, characterSet);
    }

    private static Element element(Entry entry, SpecificCharacterSet characterSet) {
        return switch (entry) {
            case Entry.Text text -> new Value(text.tag(), text.vr(),
                    characterSet.encodeValues(text.values(), text.vr()));
            case Entry.Encoded(Element element, var source) -> Transcription.transcribed(element,
                    source == null ? characterSet : source, characterSet);
        };
    }
}
