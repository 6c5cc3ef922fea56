package org.lianzhen.gateway.member;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a member document, which is YAML, and says everything that is wrong with it at once. */
public final class MembersReader {
    private static final int LONGEST = 4 * 1024 * 1024;
    private static final int LONGEST_AE_TITLE = 16;
    private static final int HIGHEST_PORT = 65_535;

    private final List<String> problems = new ArrayList<>();
    private final Set<String> codes = new HashSet<>();
    private final Set<String> titles = new HashSet<>();
    private final Set<String> servedTitles = new HashSet<>();

    private MembersReader() {}

    /** @throws MembersException when it is not one */
    public static Members read(String document) throws MembersException {
        var reader = new MembersReader();
        Members members = reader.members(reader.load(document));
        if (!reader.problems.isEmpty()) {
            throw new MembersException(reader.problems);
        }
        return members;
    }

    private @Nullable Object load(String document) throws MembersException {
        var settings = LoadSettings.builder().setCodePointLimit(LONGEST).setAllowDuplicateKeys(false).build();
        try {
            return new Load(settings).loadFromString(document);
        } catch (YamlEngineException e) {
            throw new MembersException(List.of(String.valueOf(e.getMessage())));
        }
    }

    private Members members(@Nullable Object document) {
        var top = new Fields("", document, problems);
        List<Unit> units = list(top, "units", this::unit);
        List<DicomNode> nodes = list(top, "nodes", this::node);
        List<Agreement> agreements = list(top, "agreements", this::agreement);
        List<ServedTitle> served = list(top, "titles", this::title);
        top.rejectOthers();
        return problems.isEmpty() ? new Members(units, nodes, agreements, served) : Members.NONE;
    }

    private <T> List<T> list(Fields top, String key, Function<Fields, T> item) {
        List<T> read = new ArrayList<>();
        for (Fields fields : top.items(key)) {
            read.add(item.apply(fields));
            fields.rejectOthers();
        }
        return read;
    }

    private Unit unit(Fields fields) {
        String code = fields.text("code");
        if (!code.isEmpty() && !code.matches("[A-Z0-9_-]{1,32}")) {
            fields.problem("code", "must be 1 to 32 capital letters, digits, _ or -");
        }
        if (!codes.add(code)) {
            fields.problem("code", "is there twice");
        }
        Unit.Kind kind = fields.choice("kind", Unit.Kind.class, Unit.Kind.OTHER);
        return new Unit(code, fields.text("name"), kind);
    }

    private DicomNode node(Fields fields) {
        String title = aeTitle(fields, titles);
        int port = fields.number("port");
        if (port < 0 || port > HIGHEST_PORT) {
            fields.problem("port", "must be a TCP port");
        }
        return new DicomNode(title, knownUnit(fields, "unit"), fields.optional("host"), port, fields.yes("tls"),
                fields.texts("addresses"), fields.optional("assumedCharset"), fields.optional("answerCharset"));
    }

    private ServedTitle title(Fields fields) {
        return new ServedTitle(aeTitle(fields, servedTitles),
                fields.choiceOr("urgency", ServedTitle.Urgency.ROUTINE));
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

    private Agreement agreement(Fields fields) {
        return new Agreement(knownUnit(fields, "owner"), knownUnit(fields, "reader"));
    }

    private String knownUnit(Fields fields, String key) {
        String code = fields.text(key);
        if (!code.isEmpty() && !codes.contains(code)) {
            fields.problem(key, "names no unit: " + code);
        }
        return code;
    }
}
