package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Waits for stages and conditions, never for a time. */
public final class Await {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Await() {}

    /** What the stage brings; its failure as it is. */
    public static <T> T result(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new FailedStage(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("no result within " + LONGEST, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** What the completed request brought. */
    static <T> T completed(CompletionStage<ServiceResult<T>> stage) {
        ServiceResult<T> result = result(stage);
        assertThat(result).as(result.inWords()).isInstanceOf(ServiceResult.Completed.class);
        return ((ServiceResult.Completed<T>) result).value();
    }

    /** Returns when the condition holds. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, LONGEST, condition);
    }

    /** Returns when the condition holds. */
    public static void until(String what, Duration longest, BooleanSupplier condition) {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("within " + longest + " it never came true that " + what);
            }
            Thread.onSpinWait();
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** The value, when it has not changed for so long. */
    static int settled(IntSupplier value, Duration quiet) {
        long since = System.nanoTime();
        int last = value.getAsInt();
        while (System.nanoTime() - since < quiet.toNanos()) {
            LockSupport.parkNanos(5_000_000);
            int now = value.getAsInt();
            if (now != last) {
                last = now;
                since = System.nanoTime();
            }
        }
        return last;
    }

    /** A stage failed with this cause. */
    static final class FailedStage extends RuntimeException {
        FailedStage(Throwable cause) {
            super(cause);
        }
    }
}
