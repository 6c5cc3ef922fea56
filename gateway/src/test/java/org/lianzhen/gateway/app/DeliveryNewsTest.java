package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;

@Timeout(60)
class DeliveryNewsTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger told = new AtomicInteger();

    @AfterEach
    void close() {
        Await.result(vertx.close().toCompletionStage());
    }

    @Test
    void manyChangesAreOneNews() {
        var news = new DeliveryNews(vertx, Duration.ofMillis(50), told::incrementAndGet);
        var first = new CompletableFuture<Void>();
        // on the thread of the timers, so that none of them can run between the changes
        vertx.getOrCreateContext().runOnContext(run -> {
            for (int i = 0; i < 1000; i++) {
                news.changed();
            }
            first.complete(null);
        });
        Await.result(first);
        Await.until("it is told", () -> told.get() > 0);
        assertThat(told).hasValue(1);
        news.changed();
        Await.until("a later change is told, too", () -> told.get() == 2);
    }
}
