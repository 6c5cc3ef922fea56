package org.lianzhen.gateway.delivery.proof;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.service.CommitmentOrder;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.gateway.route.Destination;

/** Asks destinations what they have. Stages are completed in limited time and never exceptionally. */
public interface Prover {
    /** Asks a destination to take responsibility for instances. */
    CompletionStage<Commitment> commit(Destination destination, CommitmentOrder order);

    /** Asks a destination which instances of a series it has. */
    CompletionStage<Listing> list(Destination destination, String studyInstanceUid, String seriesInstanceUid);

    /** What a destination says that is asked for commitment. */
    sealed interface Commitment {
        /** It has looked already. */
        record Reported(CommitmentResult result) implements Commitment {}

        /** It will report by itself. */
        record Taken() implements Commitment {}

        /** It does no such thing. */
        record NotOffered(String inWords) implements Commitment {}

        /** It could not be asked. */
        record Unreachable(String inWords) implements Commitment {}
    }

    /** What a destination says that is asked what it has. */
    sealed interface Listing {
        /** @param instances SOP Instance UIDs */
        record Found(Set<String> instances) implements Listing {
            public Found {
                instances = Set.copyOf(instances);
            }
        }

        /** It answers no such question. */
        record NotOffered(String inWords) implements Listing {}

        /** It could not be asked, or did not tell all. */
        record Unreachable(String inWords) implements Listing {}
    }
}
