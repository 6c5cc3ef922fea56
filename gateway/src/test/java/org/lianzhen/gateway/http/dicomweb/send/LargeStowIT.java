package org.lianzhen.gateway.http.dicomweb.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.archive.KeptInstances;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.delivery.Reply;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/** An instance of more than 2 GiB on its way to a web service, whether that wants to know its length beforehand or not. */
@Tag("long")
@Timeout(600)
class LargeStowIT {
    private static final long PIXELS = 2_300L << 20;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong arrived = new AtomicLong();
    private final AtomicLong told = new AtomicLong();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        Await.result(vertx.close().toCompletionStage());
    }

    private HttpServer counting(boolean lengths) {
        return Await.result(vertx.createHttpServer().requestHandler(request -> {
            String length = request.getHeader("Content-Length");
            if (lengths && length == null) {
                // whoever closes at once may lose the answer under what still comes
                request.handler(chunk -> {});
                request.endHandler(end -> request.response().setStatusCode(411).end());
                return;
            }
            told.set(length == null ? -1 : Long.parseLong(length));
            request.handler(chunk -> arrived.addAndGet(chunk.length()));
            request.endHandler(end -> request.response().end());
        }).listen(0, "127.0.0.1").toCompletionStage());
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void arrivesWhole(boolean lengths) throws IOException {
        DeliveryTask task = new StowFiles(folder).task(1, 1000);
        long pixels = 1000;
        try (FileChannel file = FileChannel.open(folder.resolve("object-1"), StandardOpenOption.WRITE)) {
            long begin = file.size() - pixels;
            file.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, (int) PIXELS),
                    begin - 4);
            file.write(ByteBuffer.allocate(1), begin + PIXELS - 1);
        }
        var courier = new StowCourier(vertx, folder, new KeptInstances(folder::resolve, folder, () -> false),
                StowPace.STANDARD);
        var address = new Address.Web(
                URI.create("http://127.0.0.1:" + counting(lengths).actualPort() + "/dicom-web"), null, null);
        var reply = new CompletableFuture<Reply>();
        var shipment = courier.send(new Destination("WEB", "CITY1", address, 1), List.of(task), Throttle.NONE,
                (sent, said) -> reply.complete(said));
        Await.until("it is sent", Duration.ofMinutes(8), () -> shipment.done().toCompletableFuture().isDone());
        assertThat(reply.join()).isInstanceOf(Reply.Taken.class);
        assertThat(arrived.get()).isGreaterThan(PIXELS);
        assertThat(told.get()).isEqualTo(lengths ? arrived.get() : -1);
    }
}
