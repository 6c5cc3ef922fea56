package org.lianzhen.dicom.service;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dict.UidDictionary;
import org.lianzhen.dicom.net.AcceptedContext;
import org.lianzhen.dicom.net.AssociationTerms;

/** In which of the accepted presentation contexts an instance goes, if any. */
sealed interface ContextChoice {

    /** As it is, or re-encoded when the context is in another transfer syntax. */
    record Use(AcceptedContext context) implements ContextChoice {}

    /** Not at all. */
    record None(String why) implements ContextChoice {}

    static ContextChoice of(AssociationTerms terms, Instance instance) {
        String sopClass = instance.sopClassUid();
        boolean mayStore = terms.requestor() ? terms.rolesFor(sopClass).scu() : terms.rolesFor(sopClass).scp();
        List<AcceptedContext> contexts = mayStore ? terms.contextsFor(sopClass) : List.of();
        if (contexts.isEmpty()) {
            return new None("no presentation context for " + UidDictionary.name(sopClass));
        }
        TransferSyntax own = instance.transferSyntax();
        Optional<AcceptedContext> found = contexts.stream()
                .filter(context -> context.transferSyntax().equals(own)).findFirst()
                .or(() -> contexts.stream().filter(context -> Reencoding.isPossible(instance, context.transferSyntax()))
                        .findFirst());
        return found.<ContextChoice>map(Use::new).orElseGet(() -> new None(mismatch(contexts, own)));
    }

    private static String mismatch(List<AcceptedContext> contexts, TransferSyntax own) {
        return contexts.stream().map(context -> context.transferSyntax().name()).distinct()
                .collect(Collectors.joining(", ", "the instance is in " + own.name() + ", the peer takes only ", ""));
    }
}
