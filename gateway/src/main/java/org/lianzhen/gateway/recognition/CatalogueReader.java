package org.lianzhen.gateway.recognition;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Fields;
import org.lianzhen.gateway.member.MembersException;
import org.lianzhen.gateway.version.DocumentException;

/** Reads a document of the catalogue, and tells everything that is wrong with it at once. */
final class CatalogueReader {
    private static final String CODE = "[A-Z0-9][A-Z0-9_.-]{0,31}";
    private static final String LAST_REASON = "R6";
    private static final int MOST_ITEMS = 5000;
    private static final int LONGEST_WINDOW = 3660;
    private static final int LONGEST_TEXT = 500;
    private static final BigDecimal HIGHEST_PRICE = new BigDecimal("1000000");

    private final List<String> problems = new ArrayList<>();
    private final Set<String> items = new HashSet<>();
    private final Set<String> reasons = new HashSet<>();

    private CatalogueReader() {}

    static Catalogue read(String document) throws DocumentException {
        var reader = new CatalogueReader();
        try {
            Catalogue read = reader.catalogue(Fields.of(document, reader.problems));
            if (reader.problems.isEmpty()) {
                return read;
            }
        } catch (MembersException e) {
            reader.problems.addAll(e.problems());
        }
        throw new DocumentException(reader.problems);
    }

    private Catalogue catalogue(Fields top) {
        List<Fields> listed = top.items("items");
        if (listed.size() > MOST_ITEMS) {
            top.problem("items", "must be " + MOST_ITEMS + " at most");
        }
        List<RecognitionItem> read = listed.stream().limit(MOST_ITEMS).map(this::item).toList();
        read.forEach(item -> item.covers().stream().filter(code -> !items.contains(code))
                .forEach(code -> top.problem("items", item.code() + " covers an item that is not there: " + code)));
        List<DeclineReason> declined = top.items("reasons").stream().map(this::reason).toList();
        checkReasons(top, declined);
        Map<String, Set<String>> groups = new HashMap<>();
        top.items("provinceGroups").forEach(group -> group(group, groups));
        Fields limits = top.within("limits");
        RecognitionLimits times = limits(limits == null ? top : limits, limits != null);
        Catalogue.Switches switches = switches(top);
        top.rejectOthers();
        return problems.isEmpty() ? new Catalogue(new Catalogue.Lists(read, declined, groups), switches, times)
                : new Catalogue(new Catalogue.Lists(List.of(), List.of(), Map.of()), switches, times);
    }

    private RecognitionItem item(Fields fields) {
        String english = fields.optional("en");
        String name = fields.text("name");
        var item = new RecognitionItem(code(fields, items),
                new RecognitionItem.Name(name, english == null ? name : english, fields.texts("synonyms")),
                fields.choice("category", RecognitionItem.Category.class, RecognitionItem.Category.RADIOLOGY),
                new RecognitionItem.Subject(fields.text("modality").toUpperCase(Locale.ROOT),
                        upper(fields.texts("bodyParts")), side(fields),
                        fields.choiceOr("contrast", RecognitionItem.Contrast.NONE)),
                days(fields), fields.yes("imagesRequired"), Set.copyOf(fields.texts("covers")), price(fields),
                fields.period("from", "to"), fields.choiceOr("issuedBy", RecognitionItem.IssuedBy.CONSORTIUM),
                fields.yes("sensitive"));
        fields.rejectOthers();
        return item;
    }

    private static String code(Fields fields, Set<String> known) {
        String code = fields.text("code");
        if (!code.isEmpty() && !code.matches(CODE) && !code.matches("R[1-9][a-z]?")) {
            fields.problem("code", "must be 1 to 32 capital letters, digits, _, . or -");
        }
        if (!known.add(code)) {
            fields.problem("code", "is there twice: " + code);
        }
        return code;
    }

    private static String side(Fields fields) {
        String side = fields.optional("laterality");
        if (side == null) {
            return "";
        }
        if (!Set.of("L", "R", "B").contains(side)) {
            fields.problem("laterality", "must be L, R or B");
        }
        return side;
    }

    private static @Nullable Integer days(Fields fields) {
        if (fields.optional("validityDays") == null) {
            return null;
        }
        return limited(fields, "validityDays", new Range(0, LONGEST_WINDOW));
    }

    private static BigDecimal price(Fields fields) {
        String said = fields.optional("price");
        try {
            BigDecimal price = said == null ? BigDecimal.ZERO : new BigDecimal(said);
            if (price.signum() >= 0 && price.scale() <= 2 && price.compareTo(HIGHEST_PRICE) < 0) {
                return price;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        fields.problem("price", "must be yuan such as 200 or 60.50");
        return BigDecimal.ZERO;
    }

    private DeclineReason reason(Fields fields) {
        String english = fields.optional("en");
        String text = fields.text("text");
        var reason = new DeclineReason(code(fields, reasons), new Sentence(text, english == null ? text : english),
                limited(fields, "leastText", new Range(0, LONGEST_TEXT)), fields.optional("of"));
        fields.rejectOthers();
        return reason;
    }

    /** Codes that are filled in by the rules must be there; parts belong to what is there. */
    private void checkReasons(Fields top, List<DeclineReason> declined) {
        Set<String> wanted = EnumSet.allOf(OrderFlag.class).stream().map(OrderFlag::reason)
                .collect(Collectors.toCollection(HashSet::new));
        wanted.add(LAST_REASON);
        wanted.removeAll(reasons);
        wanted.stream().sorted().forEach(code -> top.problem("reasons", "must have " + code));
        declined.stream().filter(reason -> reason.of() != null && !reasons.contains(reason.of()))
                .forEach(reason -> top.problem("reasons", reason.code() + " is part of what is not there: "
                        + reason.of()));
    }

    private static void group(Fields fields, Map<String, Set<String>> groups) {
        String code = fields.text("code");
        Set<String> provinces = Set.copyOf(new HashSet<>(fields.texts("provinces")));
        if (provinces.isEmpty() || provinces.stream().anyMatch(one -> !one.matches("[1-9][0-9]"))) {
            fields.problem("provinces", "must be the first two digits of regions");
        }
        if (groups.put(code, provinces) != null) {
            fields.problem("code", "is there twice: " + code);
        }
        fields.rejectOthers();
    }

    private static RecognitionLimits limits(Fields fields, boolean said) {
        if (!said) {
            fields.problem("limits", "are missing");
            return new RecognitionLimits(Duration.ofSeconds(1), Duration.ofDays(1), Duration.ofDays(1), 0);
        }
        var limits = new RecognitionLimits(
                Duration.ofMillis(limited(fields, "answerMillis", new Range(50, 5000))),
                Duration.ofHours(limited(fields, "revokeHours", new Range(0, 720))),
                Duration.ofHours(limited(fields, "silenceHours", new Range(1, 720))),
                limited(fields, "cohortDays", new Range(0, 31)));
        fields.rejectOthers();
        return limits;
    }

    private static Catalogue.Switches switches(Fields top) {
        Set<Direction> directions = top.choices("directions", Direction.class);
        Fields off = top.within("off");
        if (off == null) {
            return new Catalogue.Switches(directions, Set.of(), Set.of());
        }
        var switches = new Catalogue.Switches(directions, new HashSet<>(off.texts("units")),
                new HashSet<>(off.texts("items")));
        off.rejectOthers();
        return switches;
    }

    /** What a number may be. */
    private record Range(int least, int most) {}

    private static int limited(Fields fields, String key, Range range) {
        int number = fields.number(key);
        if (number >= range.least() && number <= range.most()) {
            return number;
        }
        fields.problem(key, "must be a number from " + range.least() + " to " + range.most());
        return range.least();
    }

    private static Set<String> upper(List<String> texts) {
        return texts.stream().map(text -> text.strip().toUpperCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
