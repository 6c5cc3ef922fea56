package org.lianzhen.gateway.hl7;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lianzhen.gateway.member.ResultReceiver;

/**
 * Sends messages to programs, each over a connection of its own: there are few of them, and files of certificates may have changed.
 */
final class MllpClient {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    /** Acknowledgements are short. */
    private static final int MOST_READ = 64 * 1024;

    private final Vertx vertx;
    private final Path folder;
    private final Duration deadline;

    /**
     * @param folder of the files that receivers name
     * @param deadline from calling to the whole answer
     */
    MllpClient(Vertx vertx, Path folder, Duration deadline) {
        this.vertx = vertx;
        this.folder = folder;
        this.deadline = deadline;
    }

    /** @return the first message that comes back; failed when there is none within the deadline */
    Future<byte[]> exchange(ResultReceiver.Address address, byte[] message) {
        NetClient client = vertx.createNetClient(options(address));
        return client.connect(address.port(), address.host()).compose(socket -> answer(socket, message))
                .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS).eventually(() -> client.close());
    }

    private NetClientOptions options(ResultReceiver.Address address) {
        var options = new NetClientOptions().setConnectTimeout((int) CONNECTING.toMillis()).setSsl(address.tls());
        if (address.tls()) {
            options.setHostnameVerificationAlgorithm("HTTPS");
        }
        String issuers = address.issuers();
        if (issuers != null) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(folder.resolve(issuers).toString()));
        }
        return options;
    }

    private static Future<byte[]> answer(NetSocket socket, byte[] message) {
        Promise<byte[]> answer = Promise.promise();
        var frames = new MllpFrames(MOST_READ);
        socket.exceptionHandler(answer::tryFail);
        socket.closeHandler(closed -> answer
                .tryFail(new IOException("The connection was closed before an answer came.")));
        socket.handler(packet -> take(frames, packet, answer));
        socket.write(MllpFrames.framed(message)).onFailure(answer::tryFail);
        return answer.future();
    }

    private static void take(MllpFrames frames, Buffer packet, Promise<byte[]> answer) {
        try {
            List<byte[]> messages = frames.take(packet);
            if (!messages.isEmpty()) {
                answer.tryComplete(messages.getFirst());
            }
        } catch (MllpFrames.FrameException e) {
            answer.tryFail(new IOException("The receiver sends " + e.getMessage() + "."));
        }
    }
}
