package org.lianzhen.gateway.http.dicomweb.send;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.buffer.BufferInternal;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.json.MultipartType;
import org.lianzhen.dicom.json.MultipartWriter;
import org.lianzhen.dicom.json.PartHeaders;
import org.lianzhen.dicom.vr.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request, written as fast as the other side takes it: at most two pieces of it are in memory. Its body may be ended after any
 * part, unless its length was said beforehand, which most need not know. Not thread-safe; blocks.
 */
final class StowExchange implements AutoCloseable {
    /** For the length of a request that may end after any part. */
    static final long UNKNOWN = -1;
    private static final Logger LOG = LoggerFactory.getLogger(StowExchange.class);
    private static final int PIECES = 2;
    private static final PartHeaders FILE = PartHeaders.ofType("application/dicom");
    private static final int LARGEST_ANSWER = 8 << 20;
    /** For an answer that was on its way when the connection ended. */
    private static final Duration LAST_WORD = Duration.ofSeconds(2);
    /** What the other side does not take keeps a connection from closing. */
    private static final Duration CLOSING = Duration.ofMillis(500);

    private final HttpClientRequest request;
    private final StowPace pace;
    private final MultipartWriter multipart;
    private final Future<StowResponse> answer;
    private final Semaphore free = new Semaphore(PIECES);
    private volatile boolean broken;
    private boolean ended;

    /**
     * Whom to ask, and as whom.
     *
     * @param authorization value of that header, or null
     */
    record Target(HttpClient client, URI root, @Nullable String authorization) {}

    private StowExchange(HttpClientRequest request, MultipartType type, StowPace pace) {
        this.request = request;
        this.pace = pace;
        this.multipart = new MultipartWriter(PooledByteBufAllocator.DEFAULT, type);
        this.answer = request.response().compose(response -> read(response, request));
    }

    /**
     * Begins a request.
     *
     * @param length of its only file, or {@link #UNKNOWN}
     * @throws LostException when there is no connection to be had
     */
    static StowExchange open(Target target, StowPace pace, long length) throws LostException, InterruptedException {
        MultipartType type = MultipartType.related("application/dicom");
        String root = target.root().toString();
        var options = new RequestOptions().setMethod(HttpMethod.POST)
                .setAbsoluteURI((root.endsWith("/") ? root : root + "/") + "studies")
                .setConnectTimeout(pace.connecting().toMillis())
                .putHeader(HttpHeaders.CONTENT_TYPE.toString(), type.format())
                .putHeader(HttpHeaders.ACCEPT.toString(), "application/dicom+json");
        if (target.authorization() != null) {
            options.putHeader(HttpHeaders.AUTHORIZATION.toString(), target.authorization());
        }
        if (length != UNKNOWN) {
            options.putHeader(HttpHeaders.CONTENT_LENGTH.toString(), Long.toString(length + around(type)));
        }
        HttpClientRequest request = await(WebServices.begin(target.client(), options),
                pace.connecting().multipliedBy(2));
        return new StowExchange(request.setChunked(length == UNKNOWN), type, pace);
    }

    /** Bytes around a single file. */
    private static long around(MultipartType type) {
        var writer = new MultipartWriter(PooledByteBufAllocator.DEFAULT, type);
        ByteBuf part = writer.part(FILE);
        ByteBuf end = writer.end();
        long bytes = (long) part.readableBytes() + end.readableBytes();
        part.release();
        end.release();
        return bytes;
    }

    /** All of an answer, unless it is longer than any that makes sense. */
    static Future<StowResponse> read(HttpClientResponse response, HttpClientRequest request) {
        Promise<StowResponse> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() > LARGEST_ANSWER) {
                whole.tryFail("an answer of more than " + LARGEST_ANSWER + " bytes");
                request.reset();
            } else {
                body.appendBuffer(chunk);
            }
        }).exceptionHandler(whole::tryFail).endHandler(end -> whole.tryComplete(new StowResponse(
                response.statusCode(), response.getHeader(HttpHeaders.RETRY_AFTER), Bytes.wrap(body.getBytes()))));
        return whole.future();
    }

    /** What has been written no longer matters: the other side has said what it wanted to say. */
    boolean isAnswered() {
        return answer.isComplete();
    }

    /** Begins a part, which ends where the next one or the body ends. */
    void part() throws LostException, InterruptedException {
        write(multipart.part(FILE));
    }

    /** @param piece which belongs to the exchange from now on */
    void write(ByteBuf piece) throws LostException, InterruptedException {
        boolean mayGo = false;
        try {
            mayGo = free.tryAcquire(pace.standing().toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!mayGo) {
                piece.release();
            }
        }
        if (!mayGo) {
            throw new LostException("nothing was taken for " + pace.standing().toSeconds() + " s");
        }
        request.write(BufferInternal.buffer(piece)).onComplete(written -> {
            piece.release();
            broken |= written.failed();
            free.release();
        });
        if (broken) {
            throw new LostException("the connection ended");
        }
    }

    /** Ends the body, and waits for the answer. */
    StowResponse finish() throws LostException, InterruptedException {
        write(multipart.end());
        request.end();
        StowResponse response = await(answer, pace.answering());
        ended = true;
        return response;
    }

    /** The answer that is there already. */
    StowResponse answer() throws LostException, InterruptedException {
        return await(answer, LAST_WORD);
    }

    /** What the other side had to say before it ended the connection, or stopped reading; empty when nothing came. */
    @Nullable
    StowResponse lastWord() throws InterruptedException {
        try {
            return await(answer, LAST_WORD);
        } catch (LostException e) {
            return null;
        }
    }

    /** @throws LostException when nothing comes of it in time */
    static <T> T await(Future<T> future, Duration limit) throws LostException, InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LostException("no answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new LostException(String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        }
    }

    /** A request that has not come to its end takes its connection with it, before another could be sent on that. */
    @Override
    public void close() {
        if (ended) {
            return;
        }
        request.reset();
        try {
            await(request.connection().close(), CLOSING);
        } catch (LostException e) {
            LOG.debug("A connection does not close: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
