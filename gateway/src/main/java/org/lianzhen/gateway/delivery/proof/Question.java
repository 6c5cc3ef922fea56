package org.lianzhen.gateway.delivery.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.lianzhen.dicom.service.CommitmentResult.Refusal;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.route.Destination;

/**
 * What a destination is to have of a study, and what it was asked and has said.
 *
 * @param claims one for each SOP instance
 * @param undelivered how many of the study were meant for it and did not end there
 * @param doubts of how many the destination may have another version, since it was given one
 */
public record Question(List<Claim> claims, int undelivered, Doubts doubts, List<Inquiry> inquiries) {
    /** It has none of that name, or something else under it. */
    private static final Set<Integer> MISSING = Set.of(Refusal.NO_SUCH_OBJECT, Refusal.CLASS_INSTANCE_CONFLICT);

    public Question {
        claims = List.copyOf(claims);
        inquiries = List.copyOf(inquiries);
    }

    /**
     * Of how many claims a destination may have another version.
     *
     * @param keeping if it may keep what it has, whatever it says
     * @param overwriting if what it is given takes the place of what it has: where this one did not go out after all others had ended
     */
    public record Doubts(int keeping, int overwriting) {
        public static final Doubts NONE = new Doubts(0, 0);

        int of(Destination destination) {
            return destination.overwrites() ? overwriting : keeping;
        }
    }

    /** @param series Series Instance UID */
    public record Claim(String series, SopReference instance) {
        String uid() {
            return instance.sopInstanceUid();
        }
    }

    /**
     * A request for commitment.
     *
     * @param instances SOP Instance UIDs
     * @param taken whether the destination has said that it will answer
     * @param answer empty until it has
     */
    public record Inquiry(String transactionUid, Set<String> instances, Instant askedAt, boolean taken,
            Optional<Answer> answer) {
        public Inquiry {
            instances = Set.copyOf(instances);
        }

        boolean counts() {
            return taken || answer.isPresent();
        }
    }

    /**
     * What came of a request for commitment.
     *
     * @param committed SOP Instance UIDs
     * @param failed Failure Reasons by SOP Instance UID
     */
    public record Answer(Set<String> committed, Map<String, Integer> failed) {
        public Answer {
            committed = Set.copyOf(committed);
            failed = Map.copyOf(failed);
        }
    }

    /** What no request that counts is about. */
    List<Claim> unasked() {
        Set<String> asked = inquiries.stream().filter(Inquiry::counts).flatMap(one -> one.instances().stream())
                .collect(Collectors.toSet());
        return without(asked);
    }

    /** When the last of the requests was made that are not answered; empty when there are none. */
    Optional<Instant> unansweredSince() {
        return inquiries.stream().filter(one -> one.taken() && one.answer().isEmpty()).map(Inquiry::askedAt)
                .max(Instant::compareTo);
    }

    /** What the destination says it has not. */
    List<Claim> refused() {
        return only(reasons(MISSING::contains));
    }

    /** What the destination has neither committed to nor said to be missing. */
    List<Claim> open() {
        Set<String> known = new HashSet<>(reasons(MISSING::contains));
        answers().forEach(answer -> known.addAll(answer.committed()));
        return without(known);
    }

    private Set<String> reasons(Predicate<Integer> wanted) {
        return answers().stream().flatMap(answer -> answer.failed().entrySet().stream())
                .filter(failure -> wanted.test(failure.getValue())).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private List<Answer> answers() {
        return inquiries.stream().flatMap(one -> one.answer().stream()).toList();
    }

    private List<Claim> only(Set<String> uids) {
        return claims.stream().filter(claim -> uids.contains(claim.uid())).toList();
    }

    private List<Claim> without(Set<String> uids) {
        return claims.stream().filter(claim -> !uids.contains(claim.uid())).toList();
    }

    /** Cut into pieces of so many at most. */
    static List<List<Claim>> pieces(List<Claim> claims, int size) {
        List<List<Claim>> pieces = new ArrayList<>();
        for (int i = 0; i < claims.size(); i += size) {
            pieces.add(claims.subList(i, Math.min(claims.size(), i + size)));
        }
        return pieces;
    }
}
