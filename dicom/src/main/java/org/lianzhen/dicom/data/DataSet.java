package org.lianzhen.dicom.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.PersonName;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.UnmappableTextException;

/**
 * An immutable data set: elements in ascending order of their unsigned tags, and the character set their text is in.
 *
 * <p>That set is the data set's own Specific Character Set (0008,0005), or, in an item without one, the set of the data
 * set around it (PS3.3 section C.12.1.1.2). Accessors decode on every call; they throw {@link
 * org.lianzhen.dicom.vr.InvalidValueException} for a value that breaks its representation, and treat values kept by
 * reference as absent.
 *
 * <p>Two data sets are equal when their elements are, byte by byte; the set an item inherits does not count.
 */
public final class DataSet implements Iterable<Element> {

    /** Deepest nesting of items in items. Deeper ones cannot be built, so walking a data set needs little stack. */
    public static final int MAX_DEPTH = 256;

    public static final DataSet EMPTY = new DataSet(List.of(), SpecificCharacterSet.ASCII);

    private final int[] tags;
    private final List<Element> elements;
    private final SpecificCharacterSet characterSet;
    private final int depth;

    /** Elements must be in order. */
    DataSet(List<Element> elements, SpecificCharacterSet characterSet) {
        this.elements = List.copyOf(elements);
        this.characterSet = characterSet;
        this.tags = this.elements.stream().mapToInt(Element::tag).toArray();
        this.depth = 1 + Nesting.deepestItem(this.elements);
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("items nested more than " + MAX_DEPTH + " deep");
        }
    }

    /**
     * A data set of elements that already are in the right bytes, as a parser finds them.
     *
     * @param elements in any order; of several with the same tag the last one counts
     * @param inherited applies unless (0008,0005) is among the elements; items without own set are taken to be in the
     *        set of this data set
     */
    public static DataSet ofEncoded(Collection<? extends Element> elements, SpecificCharacterSet inherited) {
        return Nesting.assemble(elements, inherited);
    }

    public static DataSetBuilder builder() {
        return new DataSetBuilder(SpecificCharacterSet.ASCII);
    }

    /** A builder whose data set declares this set in (0008,0005), unless it is the default repertoire. */
    public static DataSetBuilder builder(SpecificCharacterSet characterSet) {
        return new DataSetBuilder(SpecificCharacterSet.ASCII).characterSet(characterSet);
    }

    /** A builder for an item that inherits this set and so does not declare it. */
    public static DataSetBuilder itemBuilder(SpecificCharacterSet inherited) {
        return new DataSetBuilder(inherited);
    }

    /**
     * A builder that starts with these elements. It keeps their text: declaring another character set re-encodes it.
     */
    public DataSetBuilder toBuilder() {
        SpecificCharacterSet inherited = contains(Tag.SpecificCharacterSet) ? SpecificCharacterSet.ASCII : characterSet;
        return new DataSetBuilder(inherited).putAll(this);
    }

    /** The set that text of this data set is in: its own, else the inherited one. */
    public SpecificCharacterSet characterSet() {
        return characterSet;
    }

    public int size() {
        return tags.length;
    }

    public boolean isEmpty() {
        return tags.length == 0;
    }

    /** 1 for a data set without items, at most {@link #MAX_DEPTH}. */
    public int depth() {
        return depth;
    }

    /** In ascending order of tags. */
    public List<Element> elements() {
        return elements;
    }

    @Override
    public Iterator<Element> iterator() {
        return elements.iterator();
    }

    public @Nullable Element element(int tag) {
        int index = indexOf(tag);
        return index < 0 ? null : elements.get(index);
    }

    /** Whether the element is there, with or without a value. */
    public boolean contains(int tag) {
        return indexOf(tag) >= 0;
    }

    /** Whether the element is there and has a value (a sequence: an item). */
    public boolean hasValue(int tag) {
        return switch (element(tag)) {
            case null -> false;
            case Value value -> !value.bytes().isEmpty();
            case Sequence sequence -> !sequence.items().isEmpty();
            case BulkValue bulk -> bulk.data().length() > 0;
            case Fragments fragments -> !fragments.fragments().isEmpty();
        };
    }

    private int indexOf(int tag) {
        int low = 0;
        int high = tags.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Integer.compareUnsigned(tags[middle], tag);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }

    /** The first value as text without padding, or null when there is none; of ST, LT, UT and UR the whole text. */
    public @Nullable String string(int tag) {
        List<String> values = strings(tag);
        return values.isEmpty() || values.getFirst().isEmpty() ? null : values.getFirst();
    }

    /**
     * All values as text without padding. Numbers come out in decimal, AT as eight hexadecimal digits; bytes without
     * such a form (OB, OW, UN of unknown tags, sequences) and values kept by reference give an empty list. Empty values
     * between others are kept as empty strings.
     */
    public List<String> strings(int tag) {
        return element(tag) instanceof Value value ? ValueDecoder.strings(value, characterSet) : List.of();
    }

    /** The first of {@link #integers}. */
    public OptionalInt integer(int tag) {
        List<Integer> values = integers(tag);
        return values.isEmpty() ? OptionalInt.empty() : OptionalInt.of(values.getFirst());
    }

    /** All values of US, SS, UL, SL, SV, UV, AT, IS or DS that are whole numbers of 32 bits (AT unsigned as it is). */
    public List<Integer> integers(int tag) {
        return element(tag) instanceof Value value ? ValueDecoder.integers(value) : List.of();
    }

    /** As {@link #integer} with 64 bits; UV above 2^63-1 is refused. */
    public OptionalLong longInteger(int tag) {
        List<Long> values = longIntegers(tag);
        return values.isEmpty() ? OptionalLong.empty() : OptionalLong.of(values.getFirst());
    }

    /** As {@link #integers} with 64 bits. */
    public List<Long> longIntegers(int tag) {
        return element(tag) instanceof Value value ? ValueDecoder.longIntegers(value) : List.of();
    }

    /** The first of {@link #decimals}. */
    public OptionalDouble decimal(int tag) {
        List<Double> values = decimals(tag);
        return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(values.getFirst());
    }

    /** All values of DS, IS, FL, FD, OF, OD or an integer representation. */
    public List<Double> decimals(int tag) {
        return element(tag) instanceof Value value ? ValueDecoder.decimals(value) : List.of();
    }

    /** The first name, or null when there is none. */
    public @Nullable PersonName personName(int tag) {
        String name = string(tag);
        return name == null ? null : PersonName.parse(name);
    }

    /** The items of a sequence; empty when the element is absent or no sequence. */
    public List<DataSet> items(int tag) {
        return element(tag) instanceof Sequence sequence ? sequence.items() : List.of();
    }

    /** The first item of a sequence, or null. */
    public @Nullable DataSet item(int tag) {
        List<DataSet> items = items(tag);
        return items.isEmpty() ? null : items.getFirst();
    }

    /**
     * Where a private element really lies (PS3.5 section 7.8.1).
     *
     * @param creator value of the private creator element that reserves the block
     * @param group odd group number
     * @param element low eight bits of the element number within the block
     */
    public OptionalInt privateTag(String creator, int group, int element) {
        return PrivateBlocks.tag(this, creator, group, element);
    }

    /** The private element of a creator, or null; see {@link #privateTag}. */
    public @Nullable Element privateElement(String creator, int group, int element) {
        OptionalInt tag = privateTag(creator, group, element);
        return tag.isEmpty() ? null : element(tag.getAsInt());
    }

    /** The creator that reserved the block of a private element, or null. */
    public @Nullable String privateCreator(int tag) {
        return PrivateBlocks.creator(this, tag);
    }

    /**
     * The same text in another character set: (0008,0005) is set, and all text is re-encoded, in items too (their own
     * sets go) and where it hides in elements of representation UN.
     *
     * @throws UnmappableTextException when a character has no code there
     * @throws org.lianzhen.dicom.vr.InvalidValueException when bytes are no text in the declared set
     */
    public DataSet withCharacterSet(SpecificCharacterSet target) {
        return Transcription.transcribe(this, target);
    }

    /**
     * The same bytes, said to be in another character set: for mislabelled data. Items with an own set keep it.
     */
    public DataSet relabelled(SpecificCharacterSet actual) {
        return Nesting.relabel(this, actual);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DataSet that && Arrays.equals(tags, that.tags) && elements.equals(that.elements);
    }

    @Override
    public int hashCode() {
        return elements.hashCode();
    }

    /** Tags and lengths only: values identify patients. */
    @Override
    public String toString() {
        return "DataSet of " + tags.length + " elements";
    }
}
