package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonObject;
import java.io.Console;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.app.tls.TlsFiles;
import picocli.CommandLine.Option;

/** Which gateway is asked, and by whom: the options that these commands have in common. Secrets come from the environment or are typed. */
final class GatewayOptions {
    static final String URL = "LIANZHEN_URL";
    static final String TOKEN = "LIANZHEN_TOKEN";
    static final String USER = "LIANZHEN_USER";
    static final String PASSWORD = "LIANZHEN_PASSWORD";
    private static final String HERE = "http://127.0.0.1:8080";
    /** No name but this one: others are what a name server says. */
    private static final String LOOPBACK = "(?i)localhost|\\[::1]|127(\\.\\d{1,3}){3}";

    @Option(names = "--url", paramLabel = "URL", descriptionKey = "url")
    private @Nullable String url;

    @Option(names = "--user", paramLabel = "NAME", descriptionKey = "user")
    private @Nullable String user;

    @Option(names = "--ca", paramLabel = "FILE", descriptionKey = "web-ca")
    private @Nullable Path issuers;

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    /** Whether programs read the output. */
    boolean json() {
        return json;
    }

    /** The gateway, with a session. */
    Gateway open(Terminal terminal) throws CommandException {
        Map<String, String> environment = terminal.environment();
        var messages = terminal.messages();
        String token = environment.getOrDefault(TOKEN, "");
        var gateway = new Gateway(new Gateway.Place(root(environment, messages), trusted(terminal)), token,
                messages);
        if (token.isEmpty()) {
            String name = user == null ? environment.get(USER) : user;
            if (name == null) {
                throw CommandException.misuse(messages.text("gateway.who"));
            }
            gateway.logIn(name, password(environment, messages, name));
        }
        return gateway;
    }

    private @Nullable SSLContext trusted(Terminal terminal) throws CommandException {
        try {
            return issuers == null ? null : TlsFiles.trusting(issuers);
        } catch (TlsFileException e) {
            throw new CommandException(e.in(terminal.console().language()));
        }
    }

    private URI root(Map<String, String> environment, Messages messages) throws CommandException {
        String text = url == null ? environment.getOrDefault(URL, HERE) : url;
        URI root = parsed(text).filter(uri -> uri.getHost() != null).orElseThrow(
                () -> CommandException.misuse(messages.text("gateway.url", text)));
        if ("http".equals(root.getScheme()) && !root.getHost().matches(LOOPBACK)) {
            throw CommandException.misuse(messages.text("gateway.plain", text));
        }
        return root;
    }

    private static Optional<URI> parsed(String text) {
        try {
            URI uri = new URI(text);
            return "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()) ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String password(Map<String, String> environment, Messages messages, String name)
            throws CommandException {
        String known = environment.get(PASSWORD);
        if (known != null) {
            return known;
        }
        return Optional.ofNullable(System.console()).filter(Console::isTerminal)
                .map(terminal -> terminal.readPassword("%s ", messages.text("gateway.password", name)))
                .map(String::new).orElseThrow(() -> CommandException.misuse(messages.text("gateway.who")));
    }

    /** Prints what the gateway said as it said it. */
    static void print(Terminal terminal, Object body) {
        terminal.console().print(body instanceof JsonObject object ? object.encodePrettily()
                : Objects.toString(body));
    }
}
