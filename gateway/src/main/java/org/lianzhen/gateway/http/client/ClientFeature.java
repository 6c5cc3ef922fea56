package org.lianzhen.gateway.http.client;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.http.Feature;

/**
 * Serves the client at every address that nothing else is served at: its files by their names, and for addresses of its pages the one
 * page that finds out by itself which is meant. It needs no log-in: it holds nothing but the program.
 */
public final class ClientFeature implements Feature {
    /** What pages, and workers by the policy of their own script, may load and do; the client's README says what each is for. */
    static final String PAGE_POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; "
            + "style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
            + "form-action 'self'; object-src 'none'";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_FIRST = "no-cache";
    /** First steps of paths that are no pages, whatever is below them. */
    private static final Set<
            String> NO_PAGES = Set.of("api", "dicom-web", "cds-services", "assets", "health", "metrics");
    /** Ends with a dot and letters, as UIDs do not. */
    private static final Pattern FILE_NAME = Pattern.compile("\\.\\p{Alpha}\\w*$");

    private final ClientFiles files;

    public ClientFeature(ClientFiles files) {
        this.files = files;
    }

    @Override
    public void mount(Router router) {
        router.route().last().handler(this::handle);
    }

    private void handle(RoutingContext request) {
        HttpMethod method = request.request().method();
        Optional<ClientFile> found = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) ? find(request)
                : Optional.empty();
        found.ifPresentOrElse(file -> answer(request, file), request::next);
    }

    private Optional<ClientFile> find(RoutingContext request) {
        String path = request.normalizedPath().substring(1);
        Optional<ClientFile> named = files.file(path);
        return named.isPresent() || !isPage(request, path) ? named : files.file("index.html");
    }

    /** Whether a browser wants to show it to a person; programs are told that nothing is there. */
    private static boolean isPage(RoutingContext request, String path) {
        if (path.isEmpty()) {
            return true;
        }
        String first = path.split("/", 2)[0];
        boolean named = FILE_NAME.matcher(path).find();
        String accept = String.join(",", request.request().headers().getAll(HttpHeaders.ACCEPT));
        return !NO_PAGES.contains(first) && !named && accept.contains("text/html");
    }

    private static void answer(RoutingContext request, ClientFile file) {
        Encoding encoding = file.best(Encoding.taken(request.request().getHeader(HttpHeaders.ACCEPT_ENCODING)));
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaders.CACHE_CONTROL, file.isImmutable() ? FOR_EVER : ASK_FIRST)
                .putHeader(HttpHeaders.ETAG, file.tag(encoding)).putHeader(HttpHeaders.VARY, "Accept-Encoding")
                .putHeader("Content-Security-Policy", PAGE_POLICY);
        if (isKnown(request.request().getHeader(HttpHeaders.IF_NONE_MATCH), file.tag(encoding))) {
            response.setStatusCode(304).end();
            return;
        }
        if (encoding != Encoding.NONE) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, encoding.token());
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.contentType());
        if (request.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(file.bytes(encoding).length())).end();
        } else {
            response.end(file.bytes(encoding));
        }
    }

    private static boolean isKnown(@Nullable String header, String tag) {
        return header != null && Arrays.stream(header.split(",", -1)).map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
    }
}
