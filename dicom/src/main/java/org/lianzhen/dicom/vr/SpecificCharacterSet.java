package org.lianzhen.dicom.vr;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    private final List<String> definedTerms;
    private final Charset charset;

    private SpecificCharacterSet(List<String> definedTerms, Charset charset) {
        this.definedTerms = definedTerms;
        this.charset = charset;
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
        String first = definedTerms.isEmpty() ? "" : definedTerms.getFirst();
        Charset charset = switch (first) {
            case "", "ISO_IR 6", "ISO 2022 IR 6" -> StandardCharsets.US_ASCII;
            case "ISO_IR 100" -> StandardCharsets.ISO_8859_1;
            case "ISO_IR 192" -> StandardCharsets.UTF_8;
            case "GB18030", "GBK" -> Charset.forName("GB18030");
            default -> throw new UnknownCharacterSetException(definedTerms, "unknown character set");
        };
        return new SpecificCharacterSet(List.copyOf(definedTerms), charset);
    }

    /** As {@link #of(List)}. */
    public static SpecificCharacterSet of(String... definedTerms) {
        return of(Arrays.asList(definedTerms));
    }

    /** As {@link #of(List)}, but leaves out what means nothing and reports it instead of throwing. */
    public static Lenient lenient(List<String> definedTerms) {
        try {
            return new Lenient(of(definedTerms), List.of());
        } catch (UnknownCharacterSetException e) {
            return new Lenient(ASCII, List.of(String.valueOf(e.getMessage())));
        }
    }

    /** The values to write into (0008,0005); empty for the default repertoire alone. Aliases are already replaced. */
    public List<String> definedTerms() {
        return definedTerms;
    }

    /** The whole text of a value field with its delimiters and padding. Never fails: see {@link DecodedText}. */
    public String decode(Bytes bytes, Vr vr) {
        return decodeChecked(bytes, vr).text();
    }

    /** As {@link #decode}, and says whether every byte had a meaning. */
    public DecodedText decodeChecked(Bytes bytes, Vr vr) {
        String text = charset.decode(bytes.asByteBuffer()).toString();
        return new DecodedText(text, text.indexOf('\uFFFD') >= 0);
    }

    /**
     * The values of a value field, without the padding that means nothing ({@link Vr#trim}). Bytes become characters
     * before they are split, so a trail byte 0x5C of a Chinese character separates nothing. An empty field has none.
     */
    public List<String> decodeValues(Bytes bytes, Vr vr) {
        String text = decode(bytes, vr);
        if (text.isEmpty()) {
            return List.of();
        }
        if (!vr.isMultiValued() || text.indexOf('\\') < 0) {
            return List.of(vr.trim(text));
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
        try {
            return Bytes.copyOf(charset.newEncoder().encode(CharBuffer.wrap(text)));
        } catch (CharacterCodingException e) {
            throw new UnmappableTextException("no code", 0, 0);
        }
    }

    /**
     * The bytes of several values, separated by backslashes, not padded to even length.
     *
     * @throws UnmappableTextException when a character has no code in this set
     * @throws InvalidValueException when a value contains a backslash, or several values are given for a
     *         representation that has only one
     */
    public Bytes encodeValues(List<String> values, Vr vr) {
        return encode(String.join("\\", values), vr);
    }

    /** Whether {@link #encode} would succeed. */
    public boolean canEncode(String text, Vr vr) {
        return charset.newEncoder().canEncode(text);
    }

    /**
     * The same text in another set. Does nothing to representations that no character set governs.
     *
     * @throws UnmappableTextException when the bytes do not decode cleanly here or the text has no code there
     */
    public Bytes transcode(Bytes bytes, Vr vr, SpecificCharacterSet target) {
        return target.encode(decode(bytes, vr), vr);
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
