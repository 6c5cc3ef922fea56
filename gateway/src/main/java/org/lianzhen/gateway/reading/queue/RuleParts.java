package org.lianzhen.gateway.reading.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.gateway.member.Fields;
import org.lianzhen.gateway.member.MembersException;
import org.lianzhen.gateway.reading.critical.CriticalRules;
import org.lianzhen.gateway.reading.critical.CriticalRulesReader;
import org.lianzhen.gateway.reading.quality.QualityRules;
import org.lianzhen.gateway.reading.quality.QualityRulesReader;

/**
 * Parts of the rules that older documents do not have: for those what comes with the gateway holds.
 *
 * @param critical what is a critical value, and how long each step may take
 * @param alerts when people are told that a report is nearly due
 * @param quality how good images are
 */
public record RuleParts(CriticalRules critical, AlertRules alerts, QualityRules quality) {
    private static final int ALL = 100;
    private static final int LONGEST_MINUTES = 24 * 60;

    /** @param usual document that has all of them */
    static RuleParts read(Fields root, String usual) throws MembersException {
        List<String> problems = new ArrayList<>();
        Fields otherwise = Fields.of(usual, problems);
        return new RuleParts(CriticalRulesReader.read(part(root, otherwise, "critical")),
                alerts(part(root, otherwise, "alerts")),
                QualityRulesReader.read(part(root, otherwise, "quality")));
    }

    private static AlertRules alerts(Fields fields) {
        var alerts = new AlertRules(number(fields, "percentLeft", ALL),
                Duration.ofMinutes(number(fields, "minutesLeft", LONGEST_MINUTES)),
                Duration.ofMinutes(number(fields, "eachMinutes", LONGEST_MINUTES)));
        fields.rejectOthers();
        return alerts;
    }

    private static int number(Fields fields, String key, int most) {
        int number = fields.number(key);
        if (number >= 1 && number <= most) {
            return number;
        }
        fields.problem(key, "must be 1 to " + most);
        return 1;
    }

    private static Fields part(Fields root, Fields otherwise, String key) {
        Fields own = root.within(key);
        Fields usual = own == null ? otherwise.within(key) : own;
        if (usual == null) {
            throw new IllegalStateException("the reading rules that come with the gateway have no " + key);
        }
        return usual;
    }
}
