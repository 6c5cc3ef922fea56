package org.lianzhen.gateway.member;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the programs that want reports. */
final class ReceiverReader {
    private static final int LONGEST_NAME = 180;
    private static final String FILE = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    private final Set<String> units;
    private final Set<String> known = new HashSet<>();

    /** @param units codes of those that one may belong to */
    ReceiverReader(Set<String> units) {
        this.units = units;
    }

    ResultReceiver receiver(Fields fields) {
        return new ResultReceiver(MembersReader.code(fields, known), fields.named("unit", units), address(fields),
                new ResultReceiver.Name(name(fields, fields.text("application")),
                        name(fields, fields.optional("facility"))),
                fields.choiceOr("text", MessageSender.Text.GB18030),
                fields.optionalChoices("wants", ResultReceiver.Extra.class));
    }

    private static ResultReceiver.Address address(Fields fields) {
        boolean tls = fields.yes("tls");
        String issuers = fields.optional("issuers");
        if (issuers != null && !tls) {
            fields.problem("issuers", "means nothing without tls");
        }
        if (issuers != null && !issuers.matches(FILE)) {
            fields.problem("issuers", "must be the name of a file, of letters, digits, ., _ and -");
        }
        return new ResultReceiver.Address(fields.text("host"), NodeReader.port(fields, 1), tls, issuers);
    }

    /** What messages carry in a field, so that no sign of theirs may be in it. */
    private static String name(Fields fields, @Nullable String name) {
        if (name == null) {
            return "";
        }
        if (name.length() > LONGEST_NAME || name.matches(".*[|^~\\\\&\\p{Cntrl}].*")) {
            fields.problem("application", "and facility must be up to " + LONGEST_NAME + " letters without | ^ ~ \\ &");
        }
        return name;
    }
}
