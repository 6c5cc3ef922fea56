package org.lianzhen.gateway.member;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads DICOM nodes, and the AE titles that we answer to. */
final class NodeReader {
    static final String ADDRESS = "IP address or range such as 10.1.2.0/24";
    private static final int LONGEST_AE_TITLE = 16;
    private static final int HIGHEST_PORT = 65_535;
    private static final String UID = "[0-9]+(\\.[0-9]+)*";
    private static final int LONGEST_UID = 64;

    private final Set<String> units;
    private final Predicate<String> charsets;
    private final Set<String> nodes = new HashSet<>();
    private final Set<String> titles = new HashSet<>();

    /**
     * @param units codes of those that a node may belong to
     * @param charsets tells defined terms of Specific Character Set
     */
    NodeReader(Set<String> units, Predicate<String> charsets) {
        this.units = units;
        this.charsets = charsets;
    }

    DicomNode node(Fields fields) {
        String title = aeTitle(fields, nodes);
        int port = port(fields, 0);
        return new DicomNode(title, fields.named("unit", units), fields.optional("host"), port, fields.yes("tls"),
                terms(fields), charset(fields, "assumedCharset"), charset(fields, "answerCharset"),
                fields.readAll("transferSyntaxes", NodeReader::uid, "UID"));
    }

    /** @param lowest 0 when it may be missing */
    static int port(Fields fields, int lowest) {
        int port = fields.number("port");
        if (port < lowest || port > HIGHEST_PORT) {
            fields.problem("port", "must be a TCP port");
        }
        return port;
    }

    private @Nullable String charset(Fields fields, String key) {
        String term = fields.optional(key);
        if (term != null && !charsets.test(term)) {
            fields.problem(key, "is no defined term of a character set such as GB18030: " + term);
        }
        return term;
    }

    private static CallerTerms terms(Fields fields) {
        List<AddressRange> addresses = fields.readAll("addresses", AddressRange::of, ADDRESS);
        List<CertificateName> certificates = fields.readAll("certificates", CertificateName::of,
                "SHA-256 fingerprint or subject such as CN=TS1PACS");
        return new CallerTerms(addresses, certificates, fields.choices("licences", Licence.class));
    }

    private static @Nullable String uid(String text) {
        return text.matches(UID) && text.length() <= LONGEST_UID ? text : null;
    }

    ServedTitle title(Fields fields) {
        return new ServedTitle(aeTitle(fields, titles), fields.choiceOr("urgency", Urgency.ROUTINE));
    }

    private static String aeTitle(Fields fields, Set<String> known) {
        String title = fields.text("aeTitle");
        if (title.length() > LONGEST_AE_TITLE || title.chars().anyMatch(c -> c < ' ' || c > '~' || c == '\\')) {
            fields.problem("aeTitle", "must be 1 to 16 ASCII characters without backslash");
        }
        if (!known.add(title)) {
            fields.problem("aeTitle", "is there twice");
        }
        return title;
    }
}
