package org.lianzhen.gateway.member;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One version of who belongs to the consortia. Codes and titles are unique, and every unit that is named is there. */
public final class Members {
    /** Nobody. */
    public static final Members NONE = new Members(
            new Lists(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));

    private final Lists lists;
    private final Map<String, Unit> units;
    private final Map<String, DicomNode> nodes;
    private final Map<String, ServedTitle> titles;

    /** Everything in the order of the document. */
    public record Lists(List<Consortium> consortia, List<Unit> units, List<DicomNode> nodes,
            List<SharedCentre> centres, List<Agreement> agreements, List<ServedTitle> titles,
            List<MessageSender> senders, List<ResultReceiver> receivers) {
        public Lists {
            consortia = List.copyOf(consortia);
            units = List.copyOf(units);
            nodes = List.copyOf(nodes);
            centres = List.copyOf(centres);
            agreements = List.copyOf(agreements);
            titles = List.copyOf(titles);
            senders = List.copyOf(senders);
            receivers = List.copyOf(receivers);
        }
    }

    Members(Lists lists) {
        this.lists = lists;
        this.units = index(lists.units(), Unit::code);
        this.nodes = index(lists.nodes(), DicomNode::aeTitle);
        this.titles = index(lists.titles(), ServedTitle::aeTitle);
    }

    private static <T> Map<String, T> index(List<T> list, Function<T, String> key) {
        return list.stream().collect(Collectors.toUnmodifiableMap(key, Function.identity()));
    }

    /** All of it. */
    public Lists lists() {
        return lists;
    }

    /** Codes of all units, whether or not they take part. */
    public Set<String> unitCodes() {
        return units.keySet();
    }

    public Optional<Unit> unit(String code) {
        return Optional.ofNullable(units.get(code));
    }

    /** The node with this AE title. */
    public Optional<DicomNode> node(String aeTitle) {
        return Optional.ofNullable(nodes.get(aeTitle));
    }

    /** The AE title of ours that is written like this. */
    public Optional<ServedTitle> title(String aeTitle) {
        return Optional.ofNullable(titles.get(aeTitle));
    }

    /** The program that calls itself so in HL7 messages; one that names its house goes before one that does not. */
    public Optional<MessageSender> sender(String application, String facility) {
        return lists.senders().stream().filter(sender -> sender.isCalled(application, facility))
                .max(Comparator.comparing(sender -> !sender.facility().isEmpty()));
    }

    /** The program with this code that wants reports. */
    public Optional<ResultReceiver> receiver(String code) {
        return lists.receivers().stream().filter(receiver -> receiver.code().equals(code)).findFirst();
    }

    /** The centre with this code. */
    public Optional<SharedCentre> centre(String code) {
        return lists.centres().stream().filter(centre -> centre.code().equals(code)).findFirst();
    }

    public int nodeCount() {
        return nodes.size();
    }

    /** Whether a unit has a centre that does {@code service} for others. */
    public boolean hasCentre(String unit, Service service) {
        return lists.centres().stream().anyMatch(centre -> centre.owner().equals(unit) && centre.service() == service);
    }

    /**
     * Codes of the units whose studies {@code reader} may read on a day: its own, and those it has a live agreement about imaging
     * with. A unit that is kept out reads nothing.
     */
    public Set<String> readableBy(String reader, LocalDate day) {
        if (unit(reader).filter(unit -> unit.isIn(day)).isEmpty()) {
            return Set.of();
        }
        Set<String> owners = new TreeSet<>(Set.of(reader));
        for (Agreement agreement : lists.agreements()) {
            if (agreement.reader().equals(reader) && agreement.allows(Service.IMAGING, day)) {
                owners.add(agreement.owner());
            }
        }
        return Set.copyOf(owners);
    }
}
