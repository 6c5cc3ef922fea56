package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.slf4j.LoggerFactory;

@Timeout(60)
class BackgroundWorkTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger steps = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private BackgroundWork start(Duration pause, Supplier<CompletionStage<Integer>> step) {
        return BackgroundWork.start(vertx, new BackgroundWork.Kind("test", () -> {
            steps.incrementAndGet();
            return step.get();
        }, pause));
    }

    @Test
    void goesOnWithoutPauseWhileThereIsSomethingToDo() {
        try (var work = start(Duration.ofHours(1), () -> CompletableFuture.completedStage(steps.get() < 5 ? 1 : 0))) {
            assertThat(work).isNotNull();
            Await.until("all is done", () -> steps.get() == 5);
        }
    }

    @Test
    void looksAgainAfterAPause() {
        try (var work = start(Duration.ofMillis(5), () -> CompletableFuture.completedStage(0))) {
            assertThat(work).isNotNull();
            Await.until("it looks again", () -> steps.get() > 3);
        }
    }

    @Test
    void triesAgainWhatFailed() {
        try (var work = start(Duration.ofMillis(5), () -> CompletableFuture.failedStage(new IOException("away")))) {
            assertThat(work).isNotNull();
            Await.until("it tries again", () -> steps.get() > 3);
        }
    }

    @Test
    void tellsOnceOfWhatGoesOnFailing() {
        var log = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(BackgroundWork.class);
        log.start();
        logger.addAppender(log);
        try (var work = start(Duration.ofMillis(1), () -> steps.get() == 4
                ? CompletableFuture.completedStage(0)
                : CompletableFuture.failedStage(new IOException("away")))) {
            assertThat(work).isNotNull();
            Await.until("it has failed, gone well, and failed again", () -> steps.get() > 8);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list).filteredOn(event -> event.getLevel() == Level.WARN).hasSize(2)
                .allSatisfy(event -> assertThat(event.getFormattedMessage()).contains("test", "away"));
    }

    @Test
    void doesNothingMoreOnceItIsClosed() {
        var last = new CompletableFuture<Integer>();
        BackgroundWork work = start(Duration.ofMillis(1), () -> last);
        work.close();
        last.complete(1);
        assertThat(steps).hasValue(1);
    }
}
