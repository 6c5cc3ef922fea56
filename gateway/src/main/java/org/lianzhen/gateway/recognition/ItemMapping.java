package org.lianzhen.gateway.recognition;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds which item of the catalogue a unit means. What nobody has confirmed and no name of the catalogue says waits for a person. */
public final class ItemMapping {
    private static final Pattern SPACES = Pattern.compile("[\\s　()（）+,，、;；_-]+");
    private static final Pattern ENHANCED = Pattern.compile("增强|造影|CONTRAST|ENHANCED|C\\+");
    private static final int MOST_SUGGESTED = 5;

    private final Catalogue catalogue;

    public ItemMapping(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * An examination as its unit knows it.
     *
     * @param code of the unit's own catalogue, or empty
     * @param name of what was ordered, or the description of its study
     * @param modalities defined terms
     * @param bodyParts as images name them
     */
    public record Described(String code, String name, Set<String> modalities, Set<String> bodyParts) {
        public Described {
            modalities = Set.copyOf(modalities);
            bodyParts = Set.copyOf(bodyParts);
        }
    }

    /**
     * The item of an examination.
     *
     * @param confirmed items that people have found for this unit's codes, and for its names where there is no code
     */
    public Optional<String> item(Described examination, Map<String, String> confirmed) {
        String known = confirmed.get(key(examination));
        if (known != null) {
            return Optional.of(known).filter(code -> catalogue.item(code).isPresent());
        }
        if (catalogue.item(examination.code()).isPresent()) {
            return Optional.of(examination.code());
        }
        String name = word(examination.name());
        List<String> named = catalogue.items().stream()
                .filter(item -> isMade(item, examination.modalities()) && isCalled(item, name))
                .map(RecognitionItem::code).toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    /** By what a unit's examination is told from its others. */
    public static String key(Described examination) {
        return examination.code().isEmpty() ? "name:" + word(examination.name()) : "code:" + examination.code();
    }

    /** Items that it may be, the likeliest first: of the same modality, and with the same parts of the body if they are told. */
    public List<String> suggestions(Described examination) {
        boolean enhanced = ENHANCED.matcher(examination.name().toUpperCase(Locale.ROOT)).find();
        String name = word(examination.name());
        record Rated(String code, int points) {}
        return catalogue.items().stream().filter(item -> isMade(item, examination.modalities()))
                .map(item -> new Rated(item.code(), points(item, examination.bodyParts(), name)
                        + ((item.subject().contrast() == RecognitionItem.Contrast.ENHANCED) == enhanced ? 1 : 0)))
                .filter(rated -> rated.points() > 1)
                .sorted((one, other) -> one.points() == other.points() ? one.code().compareTo(other.code())
                        : Integer.compare(other.points(), one.points()))
                .limit(MOST_SUGGESTED).map(Rated::code).toList();
    }

    private static int points(RecognitionItem item, Set<String> bodyParts, String name) {
        int points = !bodyParts.isEmpty() && item.subject().bodyParts().equals(bodyParts) ? 4 : 0;
        boolean alike = names(item).anyMatch(one -> !one.isEmpty() && (name.contains(one) || one.contains(name)));
        return points + (alike && !name.isEmpty() ? 2 : 0);
    }

    /** CR and DX are two ways of making the same radiograph. */
    private static boolean isMade(RecognitionItem item, Set<String> modalities) {
        String wanted = item.subject().modality();
        return modalities.contains(wanted) || ("DX".equals(wanted) && modalities.contains("CR"));
    }

    private static boolean isCalled(RecognitionItem item, String name) {
        return !name.isEmpty() && names(item).anyMatch(name::equals);
    }

    private static Stream<String> names(RecognitionItem item) {
        return Stream.concat(Stream.of(item.name().zh(), item.name().en()),
                item.name().synonyms().stream()).map(ItemMapping::word);
    }

    private static String word(String name) {
        return SPACES.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT)).replaceAll("");
    }
}
