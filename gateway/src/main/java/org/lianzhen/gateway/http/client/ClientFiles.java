package org.lianzhen.gateway.http.client;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The built client, held in memory: some megabytes, read once when the gateway starts. */
public final class ClientFiles {
    private static final String ROOT = "/webroot/";

    private final String build;
    private final Map<String, ClientFile> files;

    private ClientFiles(String build, Map<String, ClientFile> files) {
        this.build = build;
        this.files = Map.copyOf(files);
    }

    /** The client that was built with this program; without one, a page that says so. */
    public static ClientFiles builtIn() {
        try {
            byte[] list = bytes(ROOT + "build.json");
            return list == null ? notBuilt() : of(new JsonObject(Buffer.buffer(list)));
        } catch (IOException e) {
            throw new UncheckedIOException("the web client cannot be read", e);
        }
    }

    private static ClientFiles of(JsonObject list) throws IOException {
        JsonArray names = list.getJsonArray("files");
        Map<String, ClientFile> files = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.getString(i);
            byte[] plain = bytes(ROOT + name);
            if (plain == null) {
                throw new IOException("the build lacks " + name);
            }
            files.put(name, new ClientFile(name, Buffer.buffer(plain), optional(name + ".br"), optional(name + ".gz")));
        }
        return of(list.getString("build"), files);
    }

    /** @param files by their paths, {@code index.html} among them */
    static ClientFiles of(String build, Map<String, ClientFile> files) {
        return new ClientFiles(build, files);
    }

    private static ClientFiles notBuilt() throws IOException {
        byte[] page = bytes("not-built.html");
        if (page == null) {
            throw new IOException("not-built.html is missing");
        }
        return of("", Map.of("index.html", ClientFile.page(new String(page, StandardCharsets.UTF_8))));
    }

    private static @Nullable Buffer optional(String name) throws IOException {
        byte[] bytes = bytes(ROOT + name);
        return bytes == null ? null : Buffer.buffer(bytes);
    }

    private static byte @Nullable [] bytes(String resource) throws IOException {
        try (InputStream in = ClientFiles.class.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        }
    }

    /** What the build is called; empty when there is none. Pages of another build have expired. */
    public String build() {
        return build;
    }

    Optional<ClientFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }
}
