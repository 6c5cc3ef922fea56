package org.lianzhen.gateway.reading.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.lianzhen.gateway.calendar.TimeLimit;
import org.lianzhen.gateway.member.Fields;
import org.lianzhen.gateway.member.MembersException;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.order.OrderPatient;

/** Reads a document of reading rules, and tells everything that is wrong with it at once. */
final class ReadingRulesReader {
    private static final int LONGEST_HOLD_MINUTES = 24 * 60;
    private static final int USUAL_QUIET_SECONDS = 60;
    private static final int LONGEST_QUIET_SECONDS = 3600;
    private static final int LONGEST_LIMIT_MINUTES = 366 * 24 * 60;

    private ReadingRulesReader() {}

    static ReadingRules read(String document) throws ReadingRulesException {
        List<String> problems = new ArrayList<>();
        try {
            Fields root = Fields.of(document, problems);
            List<ReadingRules.Limit> limits = root.items("limits").stream().map(ReadingRulesReader::limit).toList();
            checkOrder(root, limits);
            List<ReadingRules.Assigned> assigned = root.items("centres").stream().map(ReadingRulesReader::assigned)
                    .toList();
            Duration hold = Duration.ofMinutes(minutes(root, "holdMinutes", LONGEST_HOLD_MINUTES));
            Duration quiet = Duration.ofSeconds(quietSeconds(root));
            boolean own = root.yes("ownStudies");
            var signing = root.choiceOr("signing", ReadingRules.Signing.ECDSA);
            RuleParts parts = RuleParts.read(root, ReadingRuleBook.usual());
            root.rejectOthers();
            if (problems.isEmpty()) {
                return new ReadingRules(limits, assigned, hold, quiet, own, signing, parts);
            }
        } catch (MembersException e) {
            problems.addAll(e.problems());
        }
        throw new ReadingRulesException(problems);
    }

    private static ReadingRules.Limit limit(Fields fields) {
        var limit = new ReadingRules.Limit(fields.text("name"),
                fields.optionalChoices("urgencies", Urgency.class),
                fields.optionalChoices("visits", OrderPatient.Visit.class), upper(fields.texts("modalities")),
                upper(fields.texts("bodyParts")),
                new TimeLimit(Duration.ofMinutes(minutes(fields, "minutes", LONGEST_LIMIT_MINUTES)),
                        fields.choice("clock", TimeLimit.Clock.class, TimeLimit.Clock.ALWAYS)));
        fields.rejectOthers();
        return limit;
    }

    private static ReadingRules.Assigned assigned(Fields fields) {
        var assigned = new ReadingRules.Assigned(fields.text("centre"), new HashSet<>(fields.texts("units")),
                upper(fields.texts("modalities")));
        fields.rejectOthers();
        return assigned;
    }

    /** A study that no limit fits would never be due. */
    private static void checkOrder(Fields root, List<ReadingRules.Limit> limits) {
        if (limits.isEmpty()) {
            root.problem("limits", "are missing");
            return;
        }
        ReadingRules.Limit last = limits.getLast();
        if (!last.urgencies().isEmpty() || !last.visits().isEmpty() || !last.modalities().isEmpty()
                || !last.bodyParts().isEmpty()) {
            root.problem("limits",
                    "must end with one for everything else, without urgencies, visits, modalities and bodyParts");
        }
    }

    private static int quietSeconds(Fields fields) {
        int seconds = fields.number("quietSeconds");
        if (seconds < 0 || seconds > LONGEST_QUIET_SECONDS) {
            fields.problem("quietSeconds", "must be seconds from 1 to " + LONGEST_QUIET_SECONDS);
        }
        return seconds == 0 ? USUAL_QUIET_SECONDS : seconds;
    }

    private static int minutes(Fields fields, String key, int most) {
        int minutes = fields.number(key);
        if (minutes >= 1 && minutes <= most) {
            return minutes;
        }
        fields.problem(key, "must be minutes from 1 to " + most);
        return 1;
    }

    private static Set<String> upper(List<String> texts) {
        return texts.stream().map(text -> text.strip().toUpperCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
