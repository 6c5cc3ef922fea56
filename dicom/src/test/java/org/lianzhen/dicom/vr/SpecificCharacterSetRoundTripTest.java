package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Text that a set can express comes back as it was, whatever its characters and delimiters. */
class SpecificCharacterSetRoundTripTest {

    private static final String DELIMITERS = "\\^= \t\r\n\f";

    private static final List<String> TERMS = List.of("", "ISO_IR 100", "ISO_IR 101", "ISO_IR 109", "ISO_IR 110",
            "ISO_IR 144", "ISO_IR 127", "ISO_IR 126", "ISO_IR 138", "ISO_IR 148", "ISO_IR 203", "ISO_IR 13",
            "ISO_IR 166", "ISO_IR 192", "GB18030", "GBK", "\\ISO 2022 IR 87", "\\ISO 2022 IR 87\\ISO 2022 IR 159",
            "ISO 2022 IR 13\\ISO 2022 IR 87", "\\ISO 2022 IR 149", "\\ISO 2022 IR 58",
            "ISO 2022 IR 100\\ISO 2022 IR 58\\ISO 2022 IR 149", "ISO 2022 IR 144\\ISO 2022 IR 126",
            "\\ISO 2022 IR 100\\ISO 2022 IR 101\\ISO 2022 IR 109\\ISO 2022 IR 110\\ISO 2022 IR 144\\ISO 2022 IR 127"
                    + "\\ISO 2022 IR 126\\ISO 2022 IR 138\\ISO 2022 IR 148\\ISO 2022 IR 203\\ISO 2022 IR 166"
                    + "\\ISO 2022 IR 13\\ISO 2022 IR 87\\ISO 2022 IR 159\\ISO 2022 IR 149\\ISO 2022 IR 58");

    @Provide
    Arbitrary<SpecificCharacterSet> sets() {
        return Arbitraries.of(TERMS).map(terms -> SpecificCharacterSet.of(Arrays.asList(terms.split("\\\\", -1))));
    }

    @Provide
    Arbitrary<Vr> texts() {
        return Arbitraries.of(Vr.PN, Vr.LO, Vr.SH, Vr.UC, Vr.LT, Vr.ST, Vr.UT);
    }

    @Provide
    Arbitrary<String> mixtures() {
        Arbitrary<Character> characters = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.chars().range('\u4E00', '\u9FA5')),
                Tuple.of(3, Arbitraries.chars().range('!', '~')),
                Tuple.of(2, Arbitraries.chars().range('\u00A0', '\u0E5B')),
                Tuple.of(2, Arbitraries.chars().range('\uAC00', '\uD7A3')),
                Tuple.of(2, Arbitraries.chars().range('\u3040', '\u30FF')),
                Tuple.of(1, Arbitraries.chars().range('\uFF61', '\uFF9F')),
                Tuple.of(3, Arbitraries.of(DELIMITERS.chars().mapToObj(c -> (char) c).toList())));
        return characters.list().ofMaxSize(60)
                .map(list -> list.stream().map(String::valueOf).reduce("", String::concat));
    }

    @Property
    void whatCanBeWrittenIsReadBack(@ForAll("sets") SpecificCharacterSet set, @ForAll("texts") Vr vr,
            @ForAll("mixtures") String mixture) {
        String text = expressible(set, vr, mixture);

        DecodedText decoded = set.decodeChecked(set.encode(text, vr), vr);

        assertThat(decoded).isEqualTo(new DecodedText(text, false, false));
    }

    private static String expressible(SpecificCharacterSet set, Vr vr, String mixture) {
        StringBuilder kept = new StringBuilder();
        mixture.codePoints().mapToObj(Character::toString).filter(c -> set.canEncode(c, vr)).forEach(kept::append);
        return kept.toString();
    }

    @Property
    void valuesComeBackOneByOne(@ForAll("sets") SpecificCharacterSet set, @ForAll("mixtures") String mixture) {
        List<String> values = Arrays.stream(expressible(set, Vr.LO, mixture).split("\\\\", -1)).map(Vr.LO::trim)
                .toList();
        List<String> expected = values.equals(List.of("")) ? List.of() : values;

        assertThat(set.decodeValues(set.encodeValues(values, Vr.LO), Vr.LO)).isEqualTo(expected);
    }

    @Property
    void everyWholeEncodingExpressesEveryCharacter(@ForAll String text) {
        String valid = text.codePoints().filter(c -> Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();

        for (SpecificCharacterSet set : List.of(SpecificCharacterSet.UTF_8, SpecificCharacterSet.GB18030)) {
            assertThat(set.decode(set.encode(valid, Vr.UT), Vr.UT)).isEqualTo(valid);
        }
    }

    @Property
    void cleanBytesSurviveTheWayThroughUnicode(@ForAll("sets") SpecificCharacterSet set, @ForAll("texts") Vr vr,
            @ForAll("mixtures") String mixture) {
        Bytes bytes = set.encode(expressible(set, vr, mixture), vr);

        Bytes unicode = set.transcode(bytes, vr, SpecificCharacterSet.UTF_8);

        assertThat(SpecificCharacterSet.UTF_8.transcode(unicode, vr, set)).isEqualTo(bytes);
    }
}
