package org.lianzhen.gateway.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.net.AcceptedContext;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationListener;
import org.lianzhen.dicom.net.AssociationTerms;
import org.lianzhen.dicom.net.ConnectResult;
import org.lianzhen.gateway.link.LinkReport.AcceptedClass;

/** Whether the node takes an association of ours, what it accepts on it, and how fast it answers. */
final class AssociationProbe {
    private final Line line;
    private @Nullable Association association;
    private List<AcceptedClass> classes = List.of();

    AssociationProbe(Line line) {
        this.line = line;
    }

    Found associate(Duration limit) throws InterruptedException {
        var proposal = Offer.proposal(line.calls().aeTitle(), line.target().aeTitle());
        try {
            ConnectResult result = Waiting.get(
                    line.client().connect(line.connection(limit), proposal, new AssociationListener() {}),
                    limit.plusSeconds(1));
            return switch (result) {
                case ConnectResult.Established established -> established(established.association());
                case ConnectResult.Rejected rejected -> Refusal.of(rejected.answer(), line);
                case ConnectResult.Failed failed -> Refusal.of(failed, line);
            };
        } catch (ExecutionException | TimeoutException e) {
            return Found.failed("association.silent", NetworkProbe.seconds(limit));
        }
    }

    private Found established(Association made) {
        association = made;
        AssociationTerms terms = made.terms();
        String version = terms.peer().versionName();
        String who = version == null ? terms.peer().classUid() : version;
        classes = Offer.accepted(terms);
        return Found.ok("association.ok", who).with("implementation", who)
                .with("maxPdu", String.valueOf(terms.maxPduToPeer()))
                .with("operationsAtOnce", String.valueOf(terms.window().invoked()));
    }

    Found contexts() {
        List<AcceptedClass> taken = classes.stream().filter(one -> !one.transferSyntaxes().isEmpty()).toList();
        long syntaxes = taken.stream().flatMap(one -> one.transferSyntaxes().stream()).distinct().count();
        return taken.isEmpty()
                ? Found.failed("contexts.none")
                : Found.ok("contexts.ok", String.valueOf(taken.size()), String.valueOf(classes.size()),
                        String.valueOf(syntaxes));
    }

    List<AcceptedClass> classes() {
        return classes;
    }

    boolean offersCommitment() {
        return association != null
                && !association.terms().contextsFor(SopClass.StorageCommitmentPushModel).isEmpty();
    }

    Found echo(int times, Duration limit) throws InterruptedException {
        Association open = Objects.requireNonNull(association, "established");
        List<AcceptedContext> contexts = open.terms().contextsFor(SopClass.Verification);
        if (contexts.isEmpty()) {
            return Found.failed("echo.not-offered");
        }
        long end = System.nanoTime() + limit.toNanos();
        List<Long> nanos = new ArrayList<>();
        try {
            for (int i = 0; i < times; i++) {
                long begin = System.nanoTime();
                DimseResponse answer = Waiting.get(Echo.send(open, contexts.getFirst().id()),
                        Duration.ofNanos(end - begin));
                nanos.add(System.nanoTime() - begin);
                if (answer.status().isFailure()) {
                    return Found.failed("echo.refused", answer.status().toString());
                }
            }
        } catch (ExecutionException e) {
            return Found.failed("echo.broken", String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            return Found.failed("echo.late", NetworkProbe.seconds(limit));
        }
        return measured(nanos);
    }

    private static Found measured(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        String all = nanos.stream().map(NetworkProbe::millis).collect(Collectors.joining(", "));
        String middle = NetworkProbe.millis(sorted.get(sorted.size() / 2));
        return Found.ok("echo.ok", String.valueOf(nanos.size()), middle)
                .with("roundTripMillis", all);
    }

    /** Ends the association; the node's answer to that is not waited for. */
    void end() {
        if (association != null) {
            association.release();
        }
    }
}
