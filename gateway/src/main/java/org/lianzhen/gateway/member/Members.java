package org.lianzhen.gateway.member;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One version of who belongs to the consortium. Codes and titles are unique, and every unit that is named is there. */
public final class Members {
    /** Nobody. */
    public static final Members NONE = new Members(List.of(), List.of(), List.of(), List.of());

    private final Map<String, Unit> units;
    private final Map<String, DicomNode> nodes;
    private final List<Agreement> agreements;
    private final Map<String, ServedTitle> titles;

    Members(List<Unit> units, List<DicomNode> nodes, List<Agreement> agreements, List<ServedTitle> titles) {
        this.units = units.stream().collect(Collectors.toUnmodifiableMap(Unit::code, Function.identity()));
        this.nodes = nodes.stream().collect(Collectors.toUnmodifiableMap(DicomNode::aeTitle, Function.identity()));
        this.agreements = List.copyOf(agreements);
        this.titles = titles.stream()
                .collect(Collectors.toUnmodifiableMap(ServedTitle::aeTitle, Function.identity()));
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

    public int nodeCount() {
        return nodes.size();
    }

    /** Codes of the units whose studies {@code reader} may read: its own, and those it has an agreement with. */
    public Set<String> readableBy(String reader) {
        Set<String> owners = new TreeSet<>();
        if (units.containsKey(reader)) {
            owners.add(reader);
        }
        for (Agreement agreement : agreements) {
            if (agreement.reader().equals(reader)) {
                owners.add(agreement.owner());
            }
        }
        return Set.copyOf(owners);
    }
}
