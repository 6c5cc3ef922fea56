package org.lianzhen.gateway.reading.quality;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lianzhen.gateway.member.Fields;

/** Reads the part of the rules of reading that is about how good images are. */
public final class QualityRulesReader {
    private static final int ALL = 100;

    private QualityRulesReader() {}

    /** @param fields to whose problems those of this part are added */
    public static QualityRules read(Fields fields) {
        List<QualityRules.Defect> defects = fields.items("defects").stream().map(QualityRulesReader::defect).toList();
        Set<String> codes = new HashSet<>();
        defects.stream().filter(one -> !codes.add(one.code()))
                .forEach(one -> fields.problem("defects", "has " + one.code() + " twice"));
        int a = fields.number("gradeA");
        int b = fields.number("gradeB");
        int c = fields.number("gradeC");
        if (a > ALL || a <= b || b <= c || c < 1) {
            fields.problem("gradeA",
                    "must be at most " + ALL + " and more than gradeB, and that more than gradeC, and that 1 or more");
        }
        fields.rejectOthers();
        return new QualityRules(a, b, c, defects);
    }

    private static QualityRules.Defect defect(Fields fields) {
        var defect = new QualityRules.Defect(fields.text("code"), fields.text("name"), fields.text("english"));
        fields.rejectOthers();
        return defect;
    }
}
