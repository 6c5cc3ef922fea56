package org.lianzhen.gateway.http.live;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.http.TestSite;

/** A browser's end of the WebSocket. */
public final class TestBrowser implements WebSocket.Listener, AutoCloseable {
    private static final long LIMIT_SECONDS = 30;

    private final BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private final boolean reads;
    private @Nullable WebSocket socket;

    private TestBrowser(boolean reads) {
        this.reads = reads;
    }

    static TestBrowser open(TestSite site, String token) throws Exception {
        return open(site, token, null, true);
    }

    /** @param origin the page's; null for a program */
    static TestBrowser open(TestSite site, String token, @Nullable String origin, boolean reads) throws Exception {
        return open(site.port(), token, origin, reads);
    }

    /** Of a gateway that runs on this machine. */
    public static TestBrowser open(int port, String token) throws Exception {
        return open(port, token, null, true);
    }

    private static TestBrowser open(int port, String token, @Nullable String origin, boolean reads) throws Exception {
        var browser = new TestBrowser(reads);
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder().header("Cookie",
                "lianzhen-session=" + token);
        if (origin != null) {
            builder.header("Origin", origin);
        }
        browser.socket = builder
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/api/v1/live"), browser)
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        return browser;
    }

    public TestBrowser resumes(String epoch, long seq) {
        return says(new JsonObject().put("type", "resume").put("epoch", epoch).put("seq", seq).encode());
    }

    TestBrowser says(String text) {
        if (socket != null) {
            socket.sendText(text, true).orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
        }
        return this;
    }

    /** The next message that is no beat. */
    public JsonObject next() throws InterruptedException {
        while (true) {
            JsonObject message = heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing was heard");
            }
            if (!message.getString("type").equals("tick")) {
                return message;
            }
        }
    }

    /** The next beat. */
    JsonObject tick() throws InterruptedException {
        JsonObject message = heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing was heard");
        }
        return message;
    }

    /** All that it was ever sent, as it came, also what was read with {@link #next()}. */
    public List<String> texts() {
        return List.copyOf(texts);
    }

    /** With which code it was closed. */
    int closeCode() throws Exception {
        return closed.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads) {
            opened.request(1);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            texts.add(part.toString());
            heard.add(new JsonObject(part.toString()));
            part.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closed.complete(statusCode);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    /** Begins to read after all. */
    void readAll() {
        if (socket != null) {
            socket.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }
}
