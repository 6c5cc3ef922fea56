package org.lianzhen.dicom.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.lianzhen.dicom.dict.TransferSyntax;

/**
 * Which presentation contexts an association needs to send some instances: every SOP class and transfer syntax has a context
 * of its own, so that the peer cannot choose for us to re-encode, and every SOP class one more, uncompressed, for peers that
 * take nothing else.
 *
 * @param contexts at most 128
 * @param instances in the order they were given
 */
record StorePlan(List<StorageContext> contexts, List<Instance> instances) {
    /** Presentation context IDs are the odd numbers of one byte. */
    private static final int MOST_CONTEXTS = 128;

    /**
     * Plans to be carried out one after the other; mostly one. Instances of one SOP class and syntax stay together.
     *
     * @param preferred transfer syntaxes that the peer would rather be sent than an instance's own, best first
     */
    static List<StorePlan> of(List<Instance> instances, List<TransferSyntax> preferred) {
        var groups = new LinkedHashMap<String, Map<TransferSyntax, List<Instance>>>();
        for (Instance instance : instances) {
            groups.computeIfAbsent(instance.sopClassUid(), sopClass -> new LinkedHashMap<>())
                    .computeIfAbsent(instance.transferSyntax(), syntax -> new ArrayList<>()).add(instance);
        }
        var plans = new ArrayList<StorePlan>();
        List<TransferSyntax> plain = StorageContext.UNCOMPRESSED.stream().filter(preferred::contains).toList();
        var draft = new Draft(plain);
        for (var sopClass : groups.entrySet()) {
            for (var group : sopClass.getValue().entrySet()) {
                if (!draft.hasRoomFor(sopClass.getKey(), group.getKey())) {
                    plans.add(draft.plan(instances));
                    draft = new Draft(plain);
                }
                draft.add(sopClass.getKey(), group.getKey());
            }
        }
        if (!draft.contexts.isEmpty()) {
            plans.add(draft.plan(instances));
        }
        return plans;
    }

    private record Kind(String sopClass, TransferSyntax syntax) {}

    private static final class Draft {
        private final Set<StorageContext> contexts = new LinkedHashSet<>();
        private final Set<Kind> kinds = new LinkedHashSet<>();
        /** Uncompressed ones that the peer prefers: each gets a context of its own, too, so that it cannot take another. */
        private final List<TransferSyntax> plain;

        Draft(List<TransferSyntax> plain) {
            this.plain = plain;
        }

        boolean hasRoomFor(String sopClass, TransferSyntax syntax) {
            var needed = new LinkedHashSet<>(contexts);
            needed.addAll(contextsFor(sopClass, syntax));
            return needed.size() <= MOST_CONTEXTS;
        }

        void add(String sopClass, TransferSyntax syntax) {
            contexts.addAll(contextsFor(sopClass, syntax));
            kinds.add(new Kind(sopClass, syntax));
        }

        private List<StorageContext> contextsFor(String sopClass, TransferSyntax syntax) {
            return Stream.concat(Stream.concat(Stream.of(syntax), plain.stream())
                    .map(alone -> new StorageContext(sopClass, List.of(alone))),
                    Stream.of(StorageContext.uncompressed(sopClass))).toList();
        }

        StorePlan plan(List<Instance> all) {
            List<Instance> ours = all.stream()
                    .filter(one -> kinds.contains(new Kind(one.sopClassUid(), one.transferSyntax()))).toList();
            return new StorePlan(List.copyOf(contexts), ours);
        }
    }
}
