package org.lianzhen.gateway.reading.queue;

import java.util.ArrayList;
import java.util.List;
import org.lianzhen.gateway.member.Fields;
import org.lianzhen.gateway.member.MembersException;
import org.lianzhen.gateway.reading.critical.CriticalRules;
import org.lianzhen.gateway.reading.critical.CriticalRulesReader;

/**
 * Parts of the rules that older documents do not have: for those what comes with the gateway holds.
 *
 * @param critical what is a critical value, and how long each step may take
 */
public record RuleParts(CriticalRules critical) {

    /** @param usual document that has all of them */
    static RuleParts read(Fields root, String usual) throws MembersException {
        List<String> problems = new ArrayList<>();
        Fields otherwise = Fields.of(usual, problems);
        return new RuleParts(CriticalRulesReader.read(part(root, otherwise, "critical")));
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
