package org.lianzhen.dicom.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.lianzhen.dicom.net.AcceptedContext;
import org.lianzhen.dicom.net.AssociationEndedException;
import org.lianzhen.dicom.net.AssociationTerms;

/**
 * One request to another node, from getting an association to giving it back.
 *
 * @param sopClassUid for which a context is needed
 */
record Inquiry(AssociationPool pool, Wish wish, String sopClassUid) {

    /** What is done with the association. */
    interface Work<T> {
        CompletionStage<ServiceResult<T>> on(Lease lease, AcceptedContext context);

        /** Whether it may be done again on a new association when a used one turns out to be dead. */
        default boolean mayRepeat() {
            return false;
        }
    }

    <T> CompletionStage<ServiceResult<T>> perform(Work<T> work) {
        return pool.acquire(wish).thenCompose(offer -> switch (offer) {
            case Lease.Rejected rejected -> CompletableFuture
                    .completedStage(new ServiceResult.Rejected<T>(rejected.answer()));
            case Lease.Lent lent -> perform(work, lent.lease());
        });
    }

    private <T> CompletionStage<ServiceResult<T>> perform(Work<T> work, Lease lease) {
        AssociationTerms terms = lease.association().terms();
        var contexts = terms.contextsFor(sopClassUid);
        if (contexts.isEmpty()) {
            String why = why(terms);
            handBack(lease);
            return CompletableFuture.completedStage(new ServiceResult.NotAccepted<>(sopClassUid, why));
        }
        return CompletableFuture.completedStage(contexts.getFirst()).thenCompose(context -> work.on(lease, context))
                .handle((result, fault) -> {
                    if (fault == null) {
                        handBack(lease);
                        return CompletableFuture.completedStage(result);
                    }
                    lease.letGo();
                    boolean stale = lease.isReused() && Faults.unwrap(fault) instanceof AssociationEndedException;
                    return stale && work.mayRepeat()
                            ? new Inquiry(pool, wish.anew(), sopClassUid).perform(work)
                            : CompletableFuture.<ServiceResult<T>>failedStage(fault);
                }).thenCompose(stage -> stage);
    }

    /** One that was made for a single request, such as storage commitment, ends with it. */
    private void handBack(Lease lease) {
        if (wish.fresh()) {
            lease.letGo();
        } else {
            lease.giveBack();
        }
    }

    private String why(AssociationTerms terms) {
        return terms.refused().stream().filter(refused -> refused.abstractSyntax().equals(sopClassUid))
                .map(refused -> inWords(refused.result())).distinct()
                .collect(Collectors.collectingAndThen(Collectors.joining(", "),
                        reasons -> reasons.isEmpty() ? "not proposed" : reasons));
    }

    /** PS3.8 Table 9-18. */
    private static String inWords(int result) {
        return switch (result) {
            case 1 -> "refused by the user";
            case 3 -> "the SOP class is not supported";
            case 4 -> "the transfer syntaxes are not supported";
            default -> "refused without reason";
        };
    }
}
