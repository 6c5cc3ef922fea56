package org.lianzhen.gateway.delivery.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.lianzhen.dicom.dict.Uid;
import org.lianzhen.dicom.service.CommitmentOrder;
import org.lianzhen.gateway.delivery.ProofKind;
import org.lianzhen.gateway.delivery.proof.Finding.Reason;
import org.lianzhen.gateway.delivery.proof.Question.Claim;
import org.lianzhen.gateway.route.Destination;

/** One study and one destination that is asked about it, as far as it can be asked now. Blocks, so it has a thread of its own. */
final class Check {
    private final ProofLease lease;
    private final Destination destination;
    private final Tools tools;

    /** What all checks share. */
    record Tools(ProofLedger ledger, Prover prover, ProofPace pace) {}

    /** What a destination did not answer, and why. */
    private record Unknown(boolean offered, String why) {}

    /** The lease is somebody else's. */
    static final class LostException extends Exception {}

    Check(ProofLease lease, Destination destination, Tools tools) {
        this.lease = lease;
        this.destination = destination;
        this.tools = tools;
    }

    /** Some nodes break off when they are asked to commit, so that the second time they are queried without further ado. */
    Finding find() throws LostException {
        Question before = read();
        int all = before.claims().size();
        if (tools.pace().retry().isUsedUp(lease.tried().attempts())) {
            return new Finding.Unproven(all, Reason.NO_END,
                    "asking came to no end, after " + lease.tried().attempts() + " attempts");
        }
        if (before.undelivered() > 0) {
            return new Finding.Unproven(all, Reason.UNDELIVERED,
                    before.undelivered() + " of " + (all + before.undelivered()) + " were not delivered");
        }
        Optional<Unknown> trouble = commit(before.unasked());
        if (trouble.isPresent() && trouble.get().offered() && lease.tried().attempts() == 0) {
            return again(all, trouble.get().why());
        }
        Question now = read();
        Optional<Duration> wait = now.open().isEmpty() ? Optional.empty() : now.unansweredSince().map(this::left);
        if (wait.isPresent() && wait.get().isPositive()) {
            return new Finding.Awaiting(wait.get(), "has promised to say whether it has everything");
        }
        return conclude(now, trouble.map(Unknown::why).orElse("no answer to the request for storage commitment"));
    }

    private Duration left(Instant askedAt) {
        return tools.pace().report().minus(Duration.between(askedAt, Instant.now()));
    }

    private Question read() {
        return await(tools.ledger().read(lease));
    }

    private Optional<Unknown> commit(List<Claim> unasked) throws LostException {
        for (List<Claim> piece : Question.pieces(unasked, tools.pace().piece())) {
            String transaction = Uid.random();
            var request = new ProofLedger.Request(transaction, destination.unit(),
                    piece.stream().map(Claim::uid).toList());
            holdOrLeave(await(tools.ledger().asking(lease, request, tools.pace().term())));
            var order = new CommitmentOrder(transaction, piece.stream().map(Claim::instance).toList(),
                    tools.pace().patience());
            switch (await(tools.prover().commit(destination, order))) {
                case Prover.Commitment.Reported(var result) -> await(
                        tools.ledger().reported(destination.unit(), result));
                case Prover.Commitment.Taken() -> await(tools.ledger().taken(transaction));
                case Prover.Commitment.NotOffered(String why) -> {
                    return Optional.of(new Unknown(false, why));
                }
                case Prover.Commitment.Unreachable(String why) -> {
                    return Optional.of(new Unknown(true, why));
                }
            }
        }
        return Optional.empty();
    }

    /** By query, as far as commitment leaves something open. */
    private Finding conclude(Question question, String uncommitted) throws LostException {
        int all = question.claims().size();
        List<String> missing = new ArrayList<>(question.refused().stream().map(Claim::uid).toList());
        Map<String, List<Claim>> open = question.open().stream()
                .collect(Collectors.groupingBy(Claim::series, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Claim>> series : open.entrySet()) {
            holdOrLeave(await(tools.ledger().extend(lease, tools.pace().term())));
            switch (await(tools.prover().list(destination, lease.studyInstanceUid(), series.getKey()))) {
                case Prover.Listing.Found(Set<String> found) -> series.getValue().stream().map(Claim::uid)
                        .filter(uid -> !found.contains(uid)).forEach(missing::add);
                case Prover.Listing.NotOffered(String why) -> {
                    return missing.isEmpty() ? new Finding.Unproven(all, Reason.NOT_OFFERED, uncommitted + "; " + why)
                            : missing(missing, all);
                }
                case Prover.Listing.Unreachable(String why) -> {
                    return again(all, why);
                }
            }
        }
        if (!missing.isEmpty()) {
            return missing(missing, all);
        }
        int doubtful = question.doubts().of(destination);
        return doubtful == 0
                ? new Finding.Complete(open.isEmpty() ? ProofKind.COMMITMENT : ProofKind.QUERY, all)
                : new Finding.Unproven(all, Reason.OTHER_VERSION,
                        "of " + doubtful + " of " + all + " it may have another version: it was given one, and "
                                + (destination.overwrites() ? "this one was not sent after that"
                                        : "may keep what it has"));
    }

    private Finding missing(List<String> missing, int all) {
        return lease.tried().rounds() >= tools.pace().rounds() ? new Finding.Failed(missing, all)
                : new Finding.Resend(missing, all);
    }

    private Finding again(int all, String why) {
        int attempts = lease.tried().attempts() + 1;
        return tools.pace().retry().isUsedUp(attempts)
                ? new Finding.Unproven(all, Reason.UNREACHABLE, why + ", after " + attempts + " attempts")
                : new Finding.Again(tools.pace().retry().after(attempts), why);
    }

    private static void holdOrLeave(boolean held) throws LostException {
        if (!held) {
            throw new LostException();
        }
    }

    static <T> T await(CompletionStage<T> answer) {
        return answer.toCompletableFuture().join();
    }
}
