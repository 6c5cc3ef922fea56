package org.lianzhen.gateway.member;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Members as a tree of maps and lists, in the form of a document; what holds without being said is left out. */
public final class MembersTree {
    private MembersTree() {}

    /** By section, in the order of {@link Section}. Every value is a text, a number, a boolean or a list of texts. */
    public static Map<Section, List<Map<String, Object>>> of(Members members) {
        Members.Lists lists = members.lists();
        Map<Section, List<Map<String, Object>>> tree = new LinkedHashMap<>();
        tree.put(Section.CONSORTIA, all(lists.consortia(), MembersTree::consortium));
        tree.put(Section.UNITS, all(lists.units(), MembersTree::unit));
        tree.put(Section.NODES, all(lists.nodes(), MembersTree::node));
        tree.put(Section.CENTRES, all(lists.centres(), MembersTree::centre));
        tree.put(Section.AGREEMENTS, all(lists.agreements(), MembersTree::agreement));
        tree.put(Section.TITLES, all(lists.titles(), MembersTree::title));
        tree.put(Section.SENDERS, all(lists.senders(), MembersTree::sender));
        tree.put(Section.RECEIVERS, all(lists.receivers(), MembersTree::receiver));
        return tree;
    }

    /** A tree with the names of its sections. */
    public static Map<String, Object> named(Map<Section, List<Map<String, Object>>> tree) {
        Map<String, Object> named = new LinkedHashMap<>();
        tree.forEach((section, items) -> named.put(section.key(), items));
        return named;
    }

    /** As a YAML document with one item a line. */
    static String document(Map<Section, List<Map<String, Object>>> tree) {
        var item = new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.FLOW).setWidth(Integer.MAX_VALUE)
                .setSplitLines(false).build());
        var document = new StringBuilder();
        tree.forEach((section, items) -> {
            document.append(section.key()).append(items.isEmpty() ? ": []\n" : ":\n");
            items.forEach(fields -> document.append("  - ").append(item.dumpToString(fields).strip()).append('\n'));
        });
        return document.toString();
    }

    private static <T> List<Map<String, Object>> all(List<T> items, Function<T, Item> form) {
        return new ArrayList<>(items.stream().map(item -> form.apply(item).fields()).toList());
    }

    private static Item consortium(Consortium consortium) {
        return new Item().put("code", consortium.code()).put("name", consortium.name())
                .put("mode", consortium.mode()).putSome("leadUnits", consortium.leadUnits());
    }

    private static Item unit(Unit unit) {
        Item item = new Item().put("code", unit.code()).put("name", unit.name()).put("kind", unit.kind());
        if (unit.level() != unit.kind().usualLevel()) {
            item.put("level", unit.level());
        }
        if (!unit.region().isEmpty()) {
            item.put("region", unit.region());
        }
        Unit.Membership membership = unit.membership();
        if (membership != null) {
            item.put("consortium", membership.consortium()).put("joined", membership.period().from()).put("left",
                    membership.period().to());
        }
        return unit.status() == Unit.Status.ACTIVE ? item : item.put("status", unit.status());
    }

    private static Item node(DicomNode node) {
        CallerTerms terms = node.terms();
        Item item = new Item().put("aeTitle", node.aeTitle()).put("unit", node.unit()).put("host", node.host());
        if (node.port() > 0) {
            item.put("port", node.port());
        }
        if (node.tls()) {
            item.put("tls", true);
        }
        item.putSome("addresses", terms.addresses().stream().map(AddressRange::text).toList())
                .putSome("certificates", terms.certificates().stream().map(CertificateName::text).toList());
        if (terms.licences().size() < Licence.values().length) {
            item.put("licences", sorted(terms.licences()));
        }
        return item.put("assumedCharset", node.assumedCharset()).put("answerCharset", node.answerCharset())
                .putSome("transferSyntaxes", node.transferSyntaxes());
    }

    private static Item centre(SharedCentre centre) {
        return new Item().put("code", centre.code()).put("name", centre.name()).put("service", centre.service())
                .put("owner", centre.owner());
    }

    private static Item agreement(Agreement agreement) {
        Item item = new Item().put("id", agreement.id()).put("owner", agreement.owner())
                .put("reader", agreement.reader());
        if (agreement.services().size() < Service.values().length) {
            item.put("services", sorted(agreement.services()));
        }
        return item.put("from", agreement.period().from()).put("to", agreement.period().to());
    }

    private static Item title(ServedTitle title) {
        return new Item().put("aeTitle", title.aeTitle()).put("urgency", title.urgency());
    }

    private static Item sender(MessageSender sender) {
        Item item = new Item().put("code", sender.code()).put("application", sender.application());
        if (!sender.facility().isEmpty()) {
            item.put("facility", sender.facility());
        }
        return item.put("unit", sender.unit()).put("text", sender.text()).putSome("addresses",
                sender.addresses().stream().map(AddressRange::text).toList());
    }

    private static Item receiver(ResultReceiver receiver) {
        Item item = new Item().put("code", receiver.code()).put("unit", receiver.unit())
                .put("host", receiver.address().host()).put("port", receiver.address().port());
        if (receiver.address().tls()) {
            item.put("tls", true).put("issuers", receiver.address().issuers());
        }
        item.put("application", receiver.name().application());
        if (!receiver.name().facility().isEmpty()) {
            item.put("facility", receiver.name().facility());
        }
        return item.put("text", receiver.text()).putSome("wants", sorted(receiver.wants()));
    }

    private static List<String> sorted(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().toList();
    }

    /** The named values of one item. */
    private static final class Item {
        private final Map<String, Object> fields = new LinkedHashMap<>();

        /** Dates and constants become texts; what is not there is left out. */
        Item put(String key, @Nullable Object value) {
            if (value instanceof List || value instanceof Boolean || value instanceof Number) {
                fields.put(key, value);
            } else if (value != null) {
                fields.put(key, value.toString());
            }
            return this;
        }

        Item putSome(String key, List<String> values) {
            return values.isEmpty() ? this : put(key, values);
        }

        Map<String, Object> fields() {
            return fields;
        }
    }
}
