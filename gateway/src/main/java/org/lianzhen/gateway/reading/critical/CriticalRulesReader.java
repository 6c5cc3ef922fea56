package org.lianzhen.gateway.reading.critical;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lianzhen.gateway.member.Fields;

/** Reads the part of the rules of reading that is about critical values. */
public final class CriticalRulesReader {
    private static final int LONGEST_MINUTES = 24 * 60;

    private CriticalRulesReader() {}

    /** @param fields to whose problems those of this part are added */
    public static CriticalRules read(Fields fields) {
        List<CriticalRules.Item> items = fields.items("items").stream().map(CriticalRulesReader::item).toList();
        Set<String> codes = new HashSet<>();
        items.stream().filter(item -> !codes.add(item.code()))
                .forEach(item -> fields.problem("items", "has " + item.code() + " twice"));
        if (items.isEmpty()) {
            fields.problem("items", "are missing");
        }
        var limits = new CriticalRules.Limits(minutes(fields, "notifyMinutes"), minutes(fields, "acknowledgeMinutes"),
                minutes(fields, "escalateMinutes"), minutes(fields, "handleMinutes"));
        fields.rejectOthers();
        return new CriticalRules(items, limits);
    }

    private static CriticalRules.Item item(Fields fields) {
        var item = new CriticalRules.Item(fields.text("code"), fields.text("name"), fields.text("english"));
        fields.rejectOthers();
        return item;
    }

    private static Duration minutes(Fields fields, String key) {
        int minutes = fields.number(key);
        if (minutes >= 1 && minutes <= LONGEST_MINUTES) {
            return Duration.ofMinutes(minutes);
        }
        fields.problem(key, "must be minutes from 1 to " + LONGEST_MINUTES);
        return Duration.ofMinutes(1);
    }
}
