package org.lianzhen.gateway.http.dicomweb.send;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.lianzhen.dicom.json.MultipartLimits;
import org.lianzhen.dicom.json.MultipartParser;
import org.lianzhen.dicom.json.MultipartSink;
import org.lianzhen.dicom.json.MultipartType;
import org.lianzhen.dicom.json.PartHeaders;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.gateway.app.tls.KeyFiles;

/** A web service that does with requests what a test says. */
final class StowPeer implements AutoCloseable {
    /** Files of each request that came to its end. */
    final List<List<Bytes>> requests = new CopyOnWriteArrayList<>();
    final List<String> authorizations = new CopyOnWriteArrayList<>();
    /** Content-Length of each request whose body was read. */
    final List<String> lengths = new CopyOnWriteArrayList<>();
    final List<String> paths = new CopyOnWriteArrayList<>();
    /** Connections that were made. */
    final List<Object> connections = new CopyOnWriteArrayList<>();
    /** What is said when a request has come to its end. */
    volatile Function<List<String>, Said> script = StowPeer::allStored;
    /** What is done with a request as soon as its head is there; one that is answered is read no further. */
    volatile BiConsumer<HttpServerRequest, Integer> early = (request, number) -> {};
    /** What is said to who looks for something. */
    volatile Function<HttpServerRequest, Said> search = request -> Said.of(404);
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final AtomicInteger begun = new AtomicInteger();

    /** An answer. */
    record Said(int status, Map<String, String> headers, String body) {
        static Said of(int status) {
            return new Said(status, Map.of(), "");
        }
    }

    private StowPeer(HttpServerOptions options) {
        server = Await.result(vertx.createHttpServer(options).connectionHandler(connections::add)
                .requestHandler(this::receive).listen(0, "127.0.0.1").toCompletionStage());
    }

    StowPeer() {
        this(new HttpServerOptions());
    }

    static StowPeer secure(KeyFiles keys) {
        return new StowPeer(new HttpServerOptions().setSsl(true).setKeyCertOptions(new PemKeyCertOptions()
                .setCertPath(keys.certificate().toString()).setKeyPath(keys.key().toString())));
    }

    int port() {
        return server.actualPort();
    }

    private void receive(HttpServerRequest request) {
        paths.add(request.method() + " " + request.path());
        authorizations.add(String.valueOf(request.getHeader("Authorization")));
        early.accept(request, begun.getAndIncrement());
        if (request.response().ended()) {
            return;
        }
        if (request.method().equals(HttpMethod.GET)) {
            answer(request, search.apply(request));
            return;
        }
        lengths.add(String.valueOf(request.getHeader("Content-Length")));
        var parts = new Parts();
        var parser = new MultipartParser(
                MultipartType.parse(Objects.requireNonNull(request.getHeader("Content-Type"))), MultipartLimits.DEFAULT,
                parts);
        request.handler(chunk -> parser.feed(((BufferInternal) chunk).getByteBuf()));
        request.endHandler(end -> {
            parser.end();
            requests.add(List.copyOf(parts.files));
            answer(request, script.apply(parts.files.stream().map(StowPeer::uid).toList()));
        });
    }

    private static void answer(HttpServerRequest request, Said said) {
        said.headers().forEach(request.response()::putHeader);
        request.response().setStatusCode(said.status()).end(said.body());
    }

    /** The SOP Instance UID in the File Meta Information of a file. */
    static String uid(Bytes file) {
        return StowFiles.instance(file).sopInstanceUid();
    }

    static Said allStored(List<String> uids) {
        return new Said(200, Map.of("Content-Type", "application/dicom+json"), module(uids, Map.of()));
    }

    /** @param failed reasons by UID */
    static Said some(int status, List<String> stored, Map<String, Integer> failed) {
        return new Said(status, Map.of(), module(stored, failed));
    }

    private static String module(List<String> stored, Map<String, Integer> failed) {
        var module = new JsonObject();
        module.put("00081199", items(stored.stream().map(StowPeer::reference).toList()));
        module.put("00081198", items(failed.entrySet().stream().map(entry -> reference(entry.getKey())
                .put("00081197", value("US", entry.getValue()))).toList()));
        return module.encode();
    }

    private static JsonObject items(List<JsonObject> items) {
        return new JsonObject().put("vr", "SQ").put("Value", new JsonArray(items));
    }

    private static JsonObject value(String vr, Object value) {
        return new JsonObject().put("vr", vr).put("Value", new JsonArray().add(value));
    }

    static JsonObject reference(String uid) {
        return new JsonObject().put("00081150", value("UI", StowFiles.SOP_CLASS)).put("00081155", value("UI", uid));
    }

    @Override
    public void close() {
        Await.result(vertx.close().toCompletionStage());
    }

    private static final class Parts implements MultipartSink {
        private final List<Bytes> files = new CopyOnWriteArrayList<>();
        private ByteArrayOutputStream content = new ByteArrayOutputStream();

        @Override
        public void onPart(PartHeaders headers) {
            content = new ByteArrayOutputStream();
        }

        @Override
        public void onContent(ByteBuf chunk) {
            byte[] bytes = new byte[chunk.readableBytes()];
            chunk.readBytes(bytes).release();
            content.writeBytes(bytes);
        }

        @Override
        public void onPartEnd() {
            files.add(Bytes.wrap(content.toByteArray()));
        }
    }
}
