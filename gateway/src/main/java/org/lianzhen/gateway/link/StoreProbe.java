package org.lianzhen.gateway.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.UidDictionary;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.CommitmentOrder;
import org.lianzhen.dicom.service.CommitmentReceipt;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceResult;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.service.StoreCall;
import org.lianzhen.dicom.service.StoreOptions;
import org.lianzhen.gateway.link.LinkReport.AcceptedClass;

/** Whether the node keeps a test image, takes responsibility for it, and how fast it takes more of them. */
final class StoreProbe {
    private static final int RESOURCES = 0xFF00;

    private final Line line;
    private final TestImages images;
    private final ConcurrentLinkedQueue<InstanceResult> results = new ConcurrentLinkedQueue<>();
    private @Nullable Instance stored;

    StoreProbe(Line line, List<AcceptedClass> classes) {
        this.line = line;
        this.images = new TestImages(classes.stream().filter(one -> !one.transferSyntaxes().isEmpty())
                .map(AcceptedClass::sopClassUid).findFirst().orElse(SopClass.SecondaryCaptureImageStorage));
    }

    Found store(Duration limit) throws InterruptedException {
        Instance image = images.small();
        Found late = send(List.of(image), limit);
        if (late != null) {
            return late;
        }
        return switch (results.peek()) {
            case InstanceResult.Stored answer -> {
                stored = image;
                yield stored(answer, image);
            }
            case InstanceResult.Failed answer -> refused(answer.outcome().status(), answer.inWords());
            case null -> Found.failed("store.failed", "-");
            case InstanceResult other -> Found.failed("store.failed", other.inWords());
        };
    }

    private static Found stored(InstanceResult.Stored answer, Instance image) {
        String kind = UidDictionary.name(image.sopClassUid());
        Found found = answer.outcome().status().equals(Status.SUCCESS)
                ? Found.ok("store.ok", kind)
                : Found.ok("store.warning", kind, answer.outcome().status().toString());
        return found.with("sopInstanceUid", image.sopInstanceUid()).with("studyInstanceUid", TestImages.STUDY);
    }

    private static Found refused(Status status, String words) {
        return (status.code() & RESOURCES) == Status.OUT_OF_RESOURCES.code()
                ? Found.failed("store.full", words)
                : Found.failed("store.refused", words);
    }

    /** What is wrong when not all have a result in time; null when they have. */
    private @Nullable Found send(List<Instance> instances, Duration limit) throws InterruptedException {
        StoreCall call = line.user().store(line.node(limit), instances, StoreOptions.STANDARD, results::add);
        try {
            ServiceResult<?> whole = Waiting.get(call.result(), limit);
            return whole instanceof ServiceResult.Completed ? null : Found.failed("store.failed", whole.inWords());
        } catch (TimeoutException e) {
            call.cancel();
            return Found.failed("store.late", NetworkProbe.seconds(limit));
        } catch (ExecutionException e) {
            return Found.failed("store.failed", String.valueOf(e.getCause()));
        }
    }

    /** Waits for the result on the association of the request first, and then for a call of the node. */
    Found commit(Duration limit, LateReports reports) throws InterruptedException {
        Instance image = Objects.requireNonNull(stored, "stored");
        var order = CommitmentOrder.of(List.of(image.reference())).waiting(limit.multipliedBy(4).dividedBy(10));
        long end = System.nanoTime() + limit.multipliedBy(9).dividedBy(10).toNanos();
        CompletableFuture<CommitmentResult> call = reports.await(order.transactionUid());
        try {
            return switch (Waiting.get(line.user().requestCommitment(line.node(limit), order), limit)) {
                case ServiceResult.Completed<CommitmentReceipt>(CommitmentReceipt receipt) -> {
                    Optional<CommitmentResult> result = receipt.result();
                    yield result.isPresent() ? committed(result.get(), "commitment.ok") : called(call, end);
                }
                case ServiceResult<CommitmentReceipt> other -> Found.failed("commitment.refused", other.inWords());
            };
        } catch (TimeoutException e) {
            return Found.failed("commitment.late", NetworkProbe.seconds(limit));
        } catch (ExecutionException e) {
            return Found.failed("commitment.refused", String.valueOf(e.getCause()));
        } finally {
            reports.forget(order.transactionUid());
        }
    }

    private static Found called(CompletableFuture<CommitmentResult> call, long end)
            throws InterruptedException, ExecutionException {
        try {
            return committed(Waiting.get(call, Duration.ofNanos(end - System.nanoTime())), "commitment.ok-by-call");
        } catch (TimeoutException e) {
            return Found.ok("commitment.later");
        }
    }

    private static Found committed(CommitmentResult result, String code) {
        return result.failed().isEmpty()
                ? Found.ok(code)
                : Found.failed("commitment.not-kept",
                        String.format(Locale.ROOT, "%04XH", result.failed().getFirst().reason()));
    }

    Found measure(int megabytes, Duration limit) throws InterruptedException {
        List<Instance> all = new ArrayList<>();
        for (long bytes = 0; bytes < megabytes * 1_000_000L; bytes += TestImages.LARGE_BYTES) {
            all.add(images.large());
        }
        long before = storedCount();
        long begin = System.nanoTime();
        Found late = send(all, limit);
        double seconds = (System.nanoTime() - begin) / 1e9;
        long arrived = storedCount() - before;
        if (arrived == 0) {
            return late == null ? Found.failed("throughput.nothing") : late;
        }
        long perSecond = Math.round(arrived * (double) TestImages.LARGE_BYTES / seconds);
        String megabits = String.format(Locale.ROOT, "%.1f", perSecond * Byte.SIZE / 1e6);
        Found found = late == null && arrived == all.size()
                ? Found.ok("throughput.ok", String.valueOf(arrived), megabits)
                : Found.failed("throughput.part", String.valueOf(arrived), String.valueOf(all.size()), megabits);
        return found.with("bytesPerSecond", String.valueOf(perSecond)).with("images", String.valueOf(arrived));
    }

    private long storedCount() {
        return results.stream().filter(InstanceResult.Stored.class::isInstance).count();
    }

    /** An answer that did not come does not prove that nothing was kept. */
    Found whatStays() {
        long refused = results.stream().filter(result -> !(result instanceof InstanceResult.Stored)
                && !(result instanceof InstanceResult.NotSent)).count();
        long mayBeThere = images.made() - refused;
        return mayBeThere == 0
                ? Found.skipped("clean-up.nothing")
                : Found.skipped("clean-up.stays", String.valueOf(mayBeThere), TestImages.PATIENT_ID, TestImages.STUDY);
    }
}
