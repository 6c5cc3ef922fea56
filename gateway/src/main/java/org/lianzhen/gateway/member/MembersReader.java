package org.lianzhen.gateway.member;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a member document, which is YAML or JSON, and says everything that is wrong with it at once. */
public final class MembersReader {
    private static final int LONGEST = 4 * 1024 * 1024;
    private static final String CODE = "[A-Z0-9_-]{1,32}";

    private final List<String> problems = new ArrayList<>();
    private final Set<String> units = new HashSet<>();
    private final Set<String> consortia = new HashSet<>();

    private final Predicate<String> charsets;

    private MembersReader(Predicate<String> charsets) {
        this.charsets = charsets;
    }

    /**
     * Reads one that is kept already, whatever character sets it names.
     *
     * @throws MembersException when it is not one
     */
    public static Members read(String document) throws MembersException {
        return members(tree(document));
    }

    /**
     * Reads one that shall be kept.
     *
     * @param charsets tells defined terms of Specific Character Set
     * @throws MembersException when it is not one
     */
    static Members read(String document, Predicate<String> charsets) throws MembersException {
        return members(tree(document), charsets);
    }

    /**
     * A document as maps, lists, texts, numbers and booleans.
     *
     * @throws MembersException when it is neither YAML nor JSON
     */
    static @Nullable Object tree(String document) throws MembersException {
        var settings = LoadSettings.builder().setCodePointLimit(LONGEST).setAllowDuplicateKeys(false).build();
        try {
            return new Load(settings).loadFromString(document);
        } catch (YamlEngineException e) {
            throw new MembersException(List.of(String.valueOf(e.getMessage())));
        }
    }

    /** @throws MembersException when the tree is no document */
    static Members members(@Nullable Object tree) throws MembersException {
        return members(tree, any -> true);
    }

    private static Members members(@Nullable Object tree, Predicate<String> charsets) throws MembersException {
        var reader = new MembersReader(charsets);
        Members members = reader.read(new Fields("", tree, reader.problems));
        if (!reader.problems.isEmpty()) {
            throw new MembersException(reader.problems);
        }
        return members;
    }

    /** Whatever names others comes after them; consortia and units name each other, so codes of consortia are noted first. */
    private Members read(Fields top) {
        for (Fields consortium : top.items("consortia")) {
            code(consortium, consortia);
        }
        List<Unit> readUnits = list(top, "units", this::unit);
        List<Consortium> readConsortia = list(top, "consortia", this::consortium);
        var nodes = new NodeReader(units, charsets);
        Set<String> centres = new HashSet<>();
        Set<String> agreements = new HashSet<>();
        Set<String> senders = new HashSet<>();
        var lists = new Members.Lists(readConsortia, readUnits, list(top, "nodes", nodes::node),
                list(top, "centres", fields -> centre(fields, centres)),
                list(top, "agreements", fields -> agreement(fields, agreements)),
                list(top, "titles", nodes::title), list(top, "senders", fields -> sender(fields, senders)),
                list(top, "receivers", new ReceiverReader(units)::receiver));
        top.rejectOthers();
        return problems.isEmpty() ? new Members(lists) : Members.NONE;
    }

    private MessageSender sender(Fields fields, Set<String> known) {
        String facility = fields.optional("facility");
        return new MessageSender(code(fields, known), fields.text("application"), facility == null ? "" : facility,
                fields.named("unit", units), fields.choiceOr("text", MessageSender.Text.GB18030),
                fields.readAll("addresses", AddressRange::of, NodeReader.ADDRESS));
    }

    private static <T> List<T> list(Fields top, String key, Function<Fields, T> item) {
        List<T> read = new ArrayList<>();
        for (Fields fields : top.items(key)) {
            read.add(item.apply(fields));
            fields.rejectOthers();
        }
        return read;
    }

    static String code(Fields fields, Set<String> known) {
        String code = fields.text("code");
        if (!code.isEmpty() && !code.matches(CODE)) {
            fields.problem("code", "must be 1 to 32 capital letters, digits, _ or -");
        }
        if (!known.add(code)) {
            fields.problem("code", "is there twice");
        }
        return code;
    }

    private Unit unit(Fields fields) {
        String code = code(fields, units);
        Unit.Kind kind = fields.choice("kind", Unit.Kind.class, Unit.Kind.OTHER);
        Unit.Level usual = kind.usualLevel();
        Unit.Level level = fields.optional("level") == null
                ? usual
                : fields.choice("level", Unit.Level.class, Unit.Level.TOWNSHIP);
        return new Unit(code, fields.text("name"), kind, level, region(fields), membership(fields),
                fields.choiceOr("status", Unit.Status.ACTIVE));
    }

    private static String region(Fields fields) {
        String region = fields.optional("region");
        if (region != null && !region.matches("[1-9][0-9]{5}")) {
            fields.problem("region", "must be six digits such as 341322");
        }
        return region == null ? "" : region;
    }

    private Unit.@Nullable Membership membership(Fields fields) {
        String consortium = fields.optional("consortium");
        Period period = fields.period("joined", "left");
        if (consortium == null) {
            if (!period.equals(Period.ALWAYS)) {
                fields.problem("consortium", "is missing");
            }
            return null;
        }
        if (!consortia.contains(consortium)) {
            fields.problem("consortium", "is not known: " + consortium);
        }
        return new Unit.Membership(consortium, period);
    }

    private Consortium consortium(Fields fields) {
        List<String> leads = fields.texts("leadUnits");
        leads.stream().filter(lead -> !units.contains(lead))
                .forEach(lead -> fields.problem("leadUnits", "names no unit: " + lead));
        return new Consortium(fields.text("code"), fields.text("name"),
                fields.choiceOr("mode", Consortium.Mode.COUNTY_RURAL_INTEGRATION), leads);
    }

    private SharedCentre centre(Fields fields, Set<String> known) {
        return new SharedCentre(code(fields, known), fields.text("name"),
                fields.choice("service", Service.class, Service.IMAGING), fields.named("owner", units));
    }

    /** Those without an identifier get the same one every time, as long as nothing is put before them. */
    private Agreement agreement(Fields fields, Set<String> known) {
        String owner = fields.named("owner", units);
        String reader = fields.named("reader", units);
        String id = fields.optional("id");
        if (id == null) {
            id = owner + "-" + reader;
            for (int number = 2; known.contains(id); number++) {
                id = owner + "-" + reader + "-" + number;
            }
        }
        if (!id.matches("[A-Za-z0-9._-]{1,80}")) {
            fields.problem("id", "must be 1 to 80 letters, digits, ., _ or -");
        }
        if (!known.add(id)) {
            fields.problem("id", "is there twice");
        }
        Set<Service> services = fields.choices("services", Service.class);
        return new Agreement(id, owner, reader, services, fields.period("from", "to"));
    }
}
