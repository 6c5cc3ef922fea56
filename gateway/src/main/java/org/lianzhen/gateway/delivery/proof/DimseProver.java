package org.lianzhen.gateway.delivery.proof;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.CommitmentOrder;
import org.lianzhen.dicom.service.CommitmentReceipt;
import org.lianzhen.dicom.service.FindCall;
import org.lianzhen.dicom.service.FindQuery;
import org.lianzhen.dicom.service.FindSummary;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.dicom.service.Match;
import org.lianzhen.dicom.service.NodeDirectory;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/** Asks DICOM nodes, by N-ACTION (PS3.4 annex J) and C-FIND in study root (section C.4.1). */
public final class DimseProver implements Prover {
    /** For an association and an answer on it, besides the patience of whoever asks. */
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(1);
    private static final Duration LISTING_LIMIT = Duration.ofMinutes(2);
    private static final int MOST_LISTED = 50_000;
    /** What a node says that does not do such things, or not for us (PS3.7 annex C). */
    private static final Set<Status> NOT_OFFERED = Set.of(Status.SOP_CLASS_NOT_SUPPORTED, Status.NO_SUCH_SOP_CLASS,
            Status.NO_SUCH_SOP_INSTANCE, Status.NO_SUCH_ACTION_TYPE, Status.UNRECOGNIZED_OPERATION,
            Status.NOT_AUTHORIZED);
    private static final Executor ASIDE = work -> Thread.ofVirtual().name("listing").start(work);
    private static final String UNKNOWN = "no node of this AE title is known that can be called";

    private final ServiceClassUser user;
    private final NodeDirectory directory;

    /** @param directory knows where destinations listen */
    public DimseProver(ServiceClassUser user, NodeDirectory directory) {
        this.user = user;
        this.directory = directory;
    }

    @Override
    public CompletionStage<Commitment> commit(Destination destination, CommitmentOrder order) {
        return limited(node(destination).thenCompose(node -> node.isEmpty()
                ? CompletableFuture.completedStage(new Commitment.Unreachable(UNKNOWN))
                : user.requestCommitment(node.get(), order).thenApply(DimseProver::commitment)),
                ANSWER_LIMIT.plus(order.patience()), Commitment.Unreachable::new);
    }

    private CompletionStage<Optional<RemoteNode>> node(Destination destination) {
        return directory.node(switch (destination.address()) {
            case Address.Node node -> node.aeTitle();
            case Address.Centre(var code, Address.Node node, var priors) when node != null -> node.aeTitle();
            case Address.Centre _,Address.Web _ -> "";
        });
    }

    private static Commitment commitment(ServiceResult<CommitmentReceipt> result) {
        return switch (result) {
            case ServiceResult.Completed<CommitmentReceipt>(CommitmentReceipt receipt) -> receipt.result()
                    .<Commitment>map(Commitment.Reported::new).orElseGet(Commitment.Taken::new);
            case ServiceResult.NotAccepted<CommitmentReceipt> none -> new Commitment.NotOffered(none.inWords());
            case ServiceResult.Failed<CommitmentReceipt> failed -> NOT_OFFERED.contains(failed.outcome().status())
                    ? new Commitment.NotOffered(failed.inWords())
                    : new Commitment.Unreachable(failed.inWords());
            case ServiceResult.Rejected<CommitmentReceipt> rejected -> new Commitment.Unreachable(rejected.inWords());
        };
    }

    @Override
    public CompletionStage<Listing> list(Destination destination, String studyInstanceUid, String seriesInstanceUid) {
        FindQuery query = FindQuery.of(InformationModel.STUDY_ROOT, QueryLevel.IMAGE,
                DataSet.builder().put(Tag.StudyInstanceUID, studyInstanceUid)
                        .put(Tag.SeriesInstanceUID, seriesInstanceUid).put(Tag.SOPInstanceUID).build())
                .withLimit(MOST_LISTED).within(LISTING_LIMIT);
        return limited(node(destination).thenCompose(node -> node.isEmpty()
                ? CompletableFuture.completedStage(new Listing.Unreachable(UNKNOWN))
                : listing(user.find(node.get(), query))), LISTING_LIMIT.plus(ANSWER_LIMIT), Listing.Unreachable::new);
    }

    private static CompletionStage<Listing> listing(FindCall call) {
        return CompletableFuture.supplyAsync(() -> names(call), ASIDE)
                .thenCompose(found -> call.result().thenApply(result -> listing(result, found)));
    }

    /** Keeps nothing else of the matches. */
    private static Set<String> names(FindCall call) {
        Set<String> found = new HashSet<>();
        for (Optional<Match> match = Check.await(call.next()); match.isPresent(); match = Check.await(call.next())) {
            found.add(String.valueOf(match.get().identifier().string(Tag.SOPInstanceUID)));
        }
        return found;
    }

    private static Listing listing(ServiceResult<FindSummary> result, Set<String> found) {
        return switch (result) {
            case ServiceResult.Completed<FindSummary>(FindSummary summary) -> summary.limited()
                    || !summary.outcome().status().equals(Status.SUCCESS)
                            ? new Listing.Unreachable("the query did not come to its end")
                            : new Listing.Found(found);
            case ServiceResult.NotAccepted<FindSummary> none -> new Listing.NotOffered(none.inWords());
            case ServiceResult.Failed<FindSummary> failed -> NOT_OFFERED.contains(failed.outcome().status())
                    ? new Listing.NotOffered(failed.inWords())
                    : new Listing.Unreachable(failed.inWords());
            case ServiceResult.Rejected<FindSummary> rejected -> new Listing.Unreachable(rejected.inWords());
        };
    }

    private static <T> CompletionStage<T> limited(CompletionStage<T> answer, Duration limit,
            Function<String, T> unreachable) {
        return answer.toCompletableFuture().copy().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(fault -> unreachable.apply(inWords(fault)));
    }

    private static String inWords(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause instanceof TimeoutException && cause.getMessage() == null ? "no answer in time"
                : String.valueOf(cause.getMessage());
    }
}
