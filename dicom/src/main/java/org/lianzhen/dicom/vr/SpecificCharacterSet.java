package org.lianzhen.dicom.vr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The value of Specific Character Set (0008,0005): how the bytes of text elements become characters and back
 * (PS3.3 section C.12.1.1.2, PS3.5 section 6.1). Immutable; equal when the defined terms are.
 *
 * <p>Representations that the attribute does not govern ({@link Vr#isText()} is false) are always in the default
 * repertoire. Bytes without meaning decode to U+FFFD. Text without a code throws {@link UnmappableTextException}.
 */
public final class SpecificCharacterSet {

    /** The default repertoire, ISO 646 (ISO_IR 6): the attribute is absent or empty. */
    public static final SpecificCharacterSet ASCII = of();

    /** Unicode in UTF-8. */
    public static final SpecificCharacterSet UTF_8 = of("ISO_IR 192");

    /** Chinese and all of Unicode in GB 18030. */
    public static final SpecificCharacterSet GB18030 = of("GB18030");

    /** Faultless declarations seen so far: every data set and many items repeat one of a few. */
    private static final Map<List<String>, Lenient> KNOWN = new ConcurrentHashMap<>();
    private static final int MOST_KNOWN = 64;

    private static final TextCodec DEFAULT_REPERTOIRE = ASCII.codec;

    private final List<String> definedTerms;
    private final TextCodec codec;

    private SpecificCharacterSet(DefinedTerms terms) {
        this.definedTerms = terms.terms();
        this.codec = TextCodec.of(terms);
    }

    /**
     * What could be made of an attribute that may be wrong.
     *
     * @param characterSet to read with; the default repertoire when nothing was understood
     * @param problems one sentence for every deviation from the standard; empty when all is well
     */
    public record Lenient(SpecificCharacterSet characterSet, List<String> problems) {

        public Lenient {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The character set of the values of (0008,0005). Names in common use beside the defined terms are understood
     * (GB2312, "ISO 2022 GBK", ISO_IR_100, UTF-8 and the like).
     *
     * @throws UnknownCharacterSetException when a term or a combination of terms means nothing
     */
    public static SpecificCharacterSet of(List<String> definedTerms) {
        DefinedTerms terms = DefinedTerms.parse(definedTerms);
        if (!terms.errors().isEmpty()) {
            throw new UnknownCharacterSetException(definedTerms, String.join("; ", terms.errors()));
        }
        return new SpecificCharacterSet(terms);
    }

    /** As {@link #of(List)}. */
    public static SpecificCharacterSet of(String... definedTerms) {
        return of(Arrays.asList(definedTerms));
    }

    /** As {@link #of(List)}, but leaves out what means nothing and reports it instead of throwing. */
    public static Lenient lenient(List<String> definedTerms) {
        Lenient known = KNOWN.get(definedTerms);
        if (known != null) {
            return known;
        }
        DefinedTerms terms = DefinedTerms.parse(definedTerms);
        List<String> problems = new ArrayList<>(terms.errors());
        problems.addAll(terms.remarks());
        Lenient lenient = new Lenient(new SpecificCharacterSet(terms), problems);
        if (problems.isEmpty() && KNOWN.size() < MOST_KNOWN) {
            KNOWN.put(List.copyOf(definedTerms), lenient);
        }
        return lenient;
    }

    /** The values to write into (0008,0005); empty for the default repertoire alone. Aliases are already replaced. */
    public List<String> definedTerms() {
        return definedTerms;
    }

    /** The whole text of a value field with its delimiters and padding. Never fails: see {@link DecodedText}. */
    public String decode(Bytes bytes, Vr vr) {
        return decodeChecked(bytes, vr).text();
    }

    /** As {@link #decode}, and says whether the bytes kept to the rules. */
    public DecodedText decodeChecked(Bytes bytes, Vr vr) {
        return codecFor(vr).decode(bytes, vr);
    }

    /**
     * The values of a value field, without the padding that means nothing ({@link Vr#trim}). Bytes become characters
     * before they are split, so a trail byte 0x5C of a Chinese character separates nothing. An empty field has none.
     */
    public List<String> decodeValues(Bytes bytes, Vr vr) {
        String text = decode(bytes, vr);
        if (!vr.isMultiValued() || text.indexOf('\\') < 0) {
            String value = vr.trim(text);
            return value.isEmpty() ? List.of() : List.of(value);
        }
        List<String> values = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\\'); end >= 0; end = text.indexOf('\\', start)) {
            values.add(vr.trim(text.substring(start, end)));
            start = end + 1;
        }
        values.add(vr.trim(text.substring(start)));
        return List.copyOf(values);
    }

    /**
     * The bytes of a whole text with its delimiters, not padded to even length.
     *
     * @throws UnmappableTextException when a character has no code in this set
     */
    public Bytes encode(String text, Vr vr) {
        return codecFor(vr).encode(text, vr);
    }

    /**
     * The bytes of several values, separated by backslashes, not padded to even length.
     *
     * @throws UnmappableTextException when a character has no code in this set
     * @throws InvalidValueException when a value contains a backslash, or several values are given for a
     *         representation that has only one
     */
    public Bytes encodeValues(List<String> values, Vr vr) {
        if (values.size() > 1 && !vr.isMultiValued()) {
            throw new InvalidValueException(vr + " has only one value");
        }
        if (vr.isMultiValued() && values.stream().anyMatch(value -> value.indexOf('\\') >= 0)) {
            throw new InvalidValueException(vr + " value contains the delimiter of values");
        }
        return encode(String.join("\\", values), vr);
    }

    /** Whether {@link #encode} would succeed. */
    public boolean canEncode(String text, Vr vr) {
        try {
            encode(text, vr);
            return true;
        } catch (UnmappableTextException e) {
            return false;
        }
    }

    /**
     * The same text in another set. Does nothing to representations that no character set governs.
     *
     * @throws UnmappableTextException when bytes have no meaning here or the text has no code there
     */
    public Bytes transcode(Bytes bytes, Vr vr, SpecificCharacterSet target) {
        if (!vr.isText() || target.equals(this)) {
            return bytes;
        }
        DecodedText decoded = decodeChecked(bytes, vr);
        if (decoded.lossy()) {
            throw TextCodec.unmappable(decoded.text(), decoded.text().indexOf('\uFFFD'));
        }
        return target.encode(decoded.text(), vr);
    }

    private TextCodec codecFor(Vr vr) {
        return vr.isText() ? codec : DEFAULT_REPERTOIRE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpecificCharacterSet that && definedTerms.equals(that.definedTerms);
    }

    @Override
    public int hashCode() {
        return definedTerms.hashCode();
    }

    /** The defined terms as they stand in the attribute. */
    @Override
    public String toString() {
        return definedTerms.isEmpty() ? "ISO_IR 6" : String.join("\\", definedTerms);
    }
}
