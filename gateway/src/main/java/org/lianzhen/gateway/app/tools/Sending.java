package org.lianzhen.gateway.app.tools;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceResult;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.service.StoreCall;
import org.lianzhen.dicom.service.StoreOptions;
import org.lianzhen.dicom.service.StoreReport;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Messages;

/** Sends files batch by batch, so that memory does not grow with their number. */
final class Sending {
    private static final int BATCH = 200;

    private final Peer peer;
    private final StoreOptions options;
    private final SendTally tally;
    private final ResultText texts;
    /** Then nobody wants to hear of each file that it was not sent. */
    private volatile boolean over;

    Sending(Peer peer, StoreOptions options, Messages messages, SendTally tally) {
        this.peer = peer;
        this.options = options;
        this.tally = tally;
        this.texts = new ResultText(messages, peer.faults());
    }

    /** Where the next files come from. */
    @FunctionalInterface
    interface Batches {
        /** At most as many as wanted; none at the end. */
        List<Candidate> next(int wanted) throws InterruptedException, CommandException;
    }

    /**
     * Sends all; while a batch is on its way the next is looked up.
     *
     * @throws CommandException when the peer is lost
     */
    void overlapping(Batches batches) throws CommandException {
        try {
            List<Candidate> batch = batches.next(BATCH);
            while (!batch.isEmpty()) {
                StoreCall call = start(batch);
                List<Candidate> next = batches.next(BATCH);
                check(call, batch.size());
                batch = next;
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /**
     * Sends all; the next batch is looked up when one is settled. For batches that the peer itself is asked about.
     *
     * @throws CommandException when the peer is lost
     */
    void inTurn(Batches batches) throws CommandException {
        try {
            for (List<Candidate> batch = batches.next(BATCH); !batch.isEmpty(); batch = batches.next(BATCH)) {
                check(start(batch), batch.size());
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private CommandException interrupted() {
        over = true;
        Thread.currentThread().interrupt();
        return new CommandException(peer.faults().interrupted());
    }

    private StoreCall start(List<Candidate> batch) {
        Map<Instance, Candidate> files = batch.stream()
                .collect(Collectors.toMap(Candidate::instance, candidate -> candidate, (one, same) -> one));
        return peer.user().store(peer.node(), batch.stream().map(Candidate::instance).toList(), options,
                result -> settled(result, Objects.requireNonNull(files.get(result.instance()))));
    }

    private void settled(InstanceResult result, Candidate candidate) {
        Path file = candidate.file();
        switch (result) {
            case InstanceResult.Stored(Instance instance, Outcome outcome) -> {
                tally.sent(candidate.size());
                if (outcome.status().category() == Status.Category.WARNING) {
                    tally.warned(file, texts.of(result));
                }
            }
            case InstanceResult.NotSent notSent -> {
                if (!over) {
                    tally.notSent(file, texts.of(notSent));
                }
            }
            case InstanceResult.Failed _,InstanceResult.NotAccepted _,InstanceResult.Unreadable _ -> tally
                    .failed(file, texts.of(result));
        }
        tally.advance(candidate.size());
    }

    /** Going on makes no sense when nothing of a batch could be brought to an answer and the peer cannot be reached. */
    private void check(StoreCall call, int size) throws CommandException {
        switch (awaited(call)) {
            case ServiceResult.Completed<StoreReport>(StoreReport report) -> {
                long notSent = report.notStored().stream().filter(InstanceResult.NotSent.class::isInstance).count();
                if (notSent == size) {
                    peer.checkPresence();
                }
            }
            case ServiceResult<StoreReport> other -> throw new CommandException(peer.faults().of(other));
        }
    }

    private ServiceResult<StoreReport> awaited(StoreCall call) throws CommandException {
        try {
            return peer.await(call.result());
        } catch (CommandException e) {
            over = true;
            throw e;
        }
    }
}
