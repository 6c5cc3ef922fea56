package org.lianzhen.dicom.vr;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds text that is not in the character set it is labelled with: Chinese in GBK or GB18030, or UTF-8, under the label
 * ISO_IR 100 or none. Reads the bytes each way and compares how likely the texts are.
 */
public final class CharacterSetDetector {

    private static final SpecificCharacterSet LATIN_1 = SpecificCharacterSet.of("ISO_IR 100");

    /** Enough to be sure; what comes after costs time only. */
    private static final int MOST_VALUES = 64;
    private static final int MOST_BYTES = 256;

    private static final double LEAST_CONFIDENCE = 0.6;
    private static final double MOST_CONFIDENCE = 0.99;
    /** Characters of a text depend on each other, so their evidence counts for less than its product. */
    private static final double WEIGHT_OF_EVIDENCE = 0.3;
    /** What a label, or the custom of writing Latin 1 without one, weighs against evidence: odds of about 50 to 1. */
    private static final double TRUST = 4;

    /** All values in one set. */
    private record Reading(SpecificCharacterSet set, double log, List<Integer> characters) {

        static Reading of(SpecificCharacterSet set, Collection<Bytes> values, double trust) {
            List<String> texts = values.stream().map(value -> Vr.LO.trim(set.decode(value, Vr.UT))).toList();
            return new Reading(set, trust + texts.stream().mapToDouble(TextLikelihood::log).sum(),
                    texts.stream().flatMapToInt(String::codePoints).filter(c -> c >= 0x80).boxed().toList());
        }

        String describe() {
            long hanzi = count(Set.of(CharacterKind.HANZI));
            long common = characters.stream().filter(TextLikelihood::isCommonHanzi).count();
            long letters = count(Set.of(CharacterKind.ACCENTED, CharacterKind.OTHER_LETTER));
            return "%d Chinese characters (%d of them common), %d letters and %d others in %s".formatted(hanzi, common,
                    letters, characters.size() - hanzi - letters, set);
        }

        private long count(Set<CharacterKind> kinds) {
            return characters.stream().map(CharacterKind::of).filter(kinds::contains).count();
        }

        int distinct() {
            return characters.stream().collect(Collectors.toSet()).size();
        }

        /** Whether half of it is letters and not too rare characters: the best of bad readings may be bad. */
        boolean makesSense() {
            long sensible = characters.stream().filter(Reading::isSensible).count();
            return sensible > 0 && sensible * 2 >= characters.size() - count(Set.of(CharacterKind.WIDE));
        }

        private static boolean isSensible(int c) {
            return switch (CharacterKind.of(c)) {
                case HANZI -> !TextLikelihood.isRareHanzi(c);
                case ACCENTED, OTHER_LETTER -> true;
                default -> false;
            };
        }
    }

    private CharacterSetDetector() {}

    /**
     * Judges the declared set by some values of text elements, such as names and descriptions, as they lie in the data
     * set. More values make it surer.
     */
    public static CharacterSetFinding detect(SpecificCharacterSet declared, Collection<Bytes> values) {
        List<Bytes> samples = values.stream().limit(MOST_VALUES).map(CharacterSetDetector::beginning).distinct()
                .filter(value -> beyondAscii(value) > 0).toList();
        int bytes = samples.stream().mapToInt(CharacterSetDetector::beyondAscii).sum();
        if (bytes == 0) {
            return new CharacterSetFinding.AsDeclared("no bytes beyond ASCII");
        }
        boolean unlabelled = declared.equals(SpecificCharacterSet.ASCII);
        SpecificCharacterSet own = unlabelled ? LATIN_1 : declared;
        List<Reading> ranked = Stream.of(own, SpecificCharacterSet.GB18030, SpecificCharacterSet.UTF_8)
                .filter(set -> set.equals(own) || !isSame(set, own)).distinct()
                .map(set -> Reading.of(set, samples, set.equals(own) ? TRUST : 0))
                .sorted(Comparator.comparingDouble(Reading::log).reversed()).toList();
        Reading best = ranked.getFirst();
        String reason = bytes + " bytes beyond ASCII are " + best.describe();
        if (best.set().equals(own)) {
            return best.makesSense() && !unlabelled ? new CharacterSetFinding.AsDeclared(reason)
                    : new CharacterSetFinding.Unclear(reason);
        }
        double confidence = confidence(best.log() - ranked.get(1).log(), best.distinct());
        String comparison = reason + ", and " + ranked.get(1).describe();
        return confidence >= LEAST_CONFIDENCE && best.makesSense()
                ? new CharacterSetFinding.Mislabelled(best.set(), confidence, comparison)
                : new CharacterSetFinding.Unclear(comparison);
    }

    /** GBK is read as GB18030, so the one is no alternative to the other. */
    private static boolean isSame(SpecificCharacterSet set, SpecificCharacterSet declared) {
        return set.equals(declared)
                || (set.equals(SpecificCharacterSet.GB18030) && declared.definedTerms().equals(List.of("GBK")));
    }

    /** The margin between two readings as a probability, but no more than so many characters can support. */
    private static double confidence(double margin, int characters) {
        double supported = 1 - Math.pow(0.5, characters + 1.0);
        double evident = 1 / (1 + Math.exp(-WEIGHT_OF_EVIDENCE * margin));
        return Math.min(MOST_CONFIDENCE, Math.min(supported, evident));
    }

    private static Bytes beginning(Bytes value) {
        return value.length() <= MOST_BYTES ? value : value.slice(0, MOST_BYTES);
    }

    private static int beyondAscii(Bytes value) {
        int count = 0;
        for (int i = 0; i < value.length(); i++) {
            if (value.get(i) < 0) {
                count++;
            }
        }
        return count;
    }
}
