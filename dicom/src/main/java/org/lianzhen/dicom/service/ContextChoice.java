package org.lianzhen.dicom.service;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dict.UidDictionary;
import org.lianzhen.dicom.net.AcceptedContext;
import org.lianzhen.dicom.net.AssociationTerms;

/** In which of the accepted presentation contexts an instance goes, if any. */
sealed interface ContextChoice {

    /** Result of a presentation context (PS3.8 table 9-18). */
    int SYNTAXES_NOT_SUPPORTED = 4;

    /** As it is, or re-encoded when the context is in another transfer syntax. */
    record Use(AcceptedContext context) implements ContextChoice {}

    /** Not at all. */
    record None(String why) implements ContextChoice {}

    /** @param preferred transfer syntaxes that the peer would rather be sent than the instance's own, best first */
    static ContextChoice of(AssociationTerms terms, Instance instance, List<TransferSyntax> preferred) {
        String sopClass = instance.sopClassUid();
        boolean mayStore = terms.requestor() ? terms.rolesFor(sopClass).scu() : terms.rolesFor(sopClass).scp();
        List<AcceptedContext> contexts = mayStore ? terms.contextsFor(sopClass) : List.of();
        if (contexts.isEmpty()) {
            return new None(absent(terms, instance));
        }
        TransferSyntax own = instance.transferSyntax();
        List<AcceptedContext> possible = contexts.stream()
                .filter(context -> instance.comesIn(context.transferSyntax())).toList();
        Optional<AcceptedContext> found = Stream.concat(preferred.stream(), Stream.of(own))
                .flatMap(wanted -> possible.stream().filter(context -> context.transferSyntax().equals(wanted)))
                .findFirst().or(() -> possible.stream().findFirst());
        return found.<ContextChoice>map(Use::new).orElseGet(() -> new None(mismatch(contexts, own)));
    }

    private static String absent(AssociationTerms terms, Instance instance) {
        String name = UidDictionary.name(instance.sopClassUid());
        boolean taken = terms.refused().stream().anyMatch(one -> one.abstractSyntax().equals(instance.sopClassUid())
                && one.result() == SYNTAXES_NOT_SUPPORTED);
        return !taken ? "no presentation context for " + name
                : Stream.concat(Stream.of(instance.transferSyntax()), StorageContext.UNCOMPRESSED.stream())
                        .filter(instance::comesIn).distinct().map(TransferSyntax::name)
                        .collect(Collectors.joining(", ", "the peer takes " + name
                                + " in none of the transfer syntaxes that the instance can be brought into: ", ""));
    }

    private static String mismatch(List<AcceptedContext> contexts, TransferSyntax own) {
        return contexts.stream().map(context -> context.transferSyntax().name()).distinct()
                .collect(Collectors.joining(", ", "the instance is in " + own.name() + ", the peer takes only ", ""));
    }
}
