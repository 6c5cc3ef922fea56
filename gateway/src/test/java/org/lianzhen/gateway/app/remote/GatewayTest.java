package org.lianzhen.gateway.app.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.app.CommandRun;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.app.terminal.TestConsole;
import org.lianzhen.gateway.app.tls.KeyFiles;

/** Log-in, and servers that are away or no gateways. */
class GatewayTest {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new HashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/", exchange -> {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(request + " " + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            String answer = answers.getOrDefault(request, "404 {}");
            byte[] content = answer.substring(4).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)),
                    content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
        answers.put("POST /api/v1/session", "200 {\"token\":\"secret\"}");
        answers.put("DELETE /api/v1/session", "204 ");
        answers.put("GET /api/v1/deliveries/destinations", "200 {\"items\":[]}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private CommandRun run(Map<String, String> environment, String... more) {
        var arguments = new ArrayList<Object>(List.of("deliveries", "destinations"));
        arguments.addAll(List.of(more));
        return CommandRun.lianzhen(TestConsole.english(), environment, arguments.toArray());
    }

    @Test
    void logsInAndOut() {
        CommandRun run = run(Map.of("LIANZHEN_PASSWORD", "demo"), "--url", url(), "--user", "admin");
        assertThat(run.exit()).as(run.err().toString()).isZero();
        assertThat(requests).containsExactly(
                "POST /api/v1/session null {\"username\":\"admin\",\"password\":\"demo\"}",
                "GET /api/v1/deliveries/destinations Bearer secret ", "DELETE /api/v1/session Bearer secret ");
    }

    @Test
    void aTokenNeedsNoLogIn() {
        CommandRun run = run(Map.of("LIANZHEN_URL", url(), "LIANZHEN_TOKEN", "given"));
        assertThat(run.exit()).isZero();
        assertThat(requests).containsExactly("GET /api/v1/deliveries/destinations Bearer given ");
    }

    @Test
    void aWrongPasswordIsTold() {
        answers.put("POST /api/v1/session", "401 {\"code\":\"wrong-credentials\",\"detail\":\"x\"}");
        CommandRun run = run(Map.of("LIANZHEN_USER", "admin", "LIANZHEN_PASSWORD", "x"), "--url", url());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).containsExactly("The name or the password is wrong, or the account is not active.");
        assertThat(requests).hasSize(1);
    }

    @Test
    void withoutAnAccountNothingIsAsked() {
        assertThat(run(Map.of(), "--url", url()).exit()).isEqualTo(2);
        assertThat(requests).isEmpty();
    }

    @Test
    void whatIsNoUrlIsTold() {
        for (String url : List.of("nonsense", "ftp://host/", "http:// x")) {
            CommandRun run = run(Map.of("LIANZHEN_TOKEN", "t"), "--url", url);
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err()).singleElement().asString().contains(url);
        }
    }

    @Test
    void noSecretGoesOverTheNetworkInClear() {
        Map<String, String> environment = Map.of("LIANZHEN_USER", "admin", "LIANZHEN_PASSWORD", "p");
        for (String url : List.of("http://gateway.invalid:8080", "http://127.0.0.1.invalid", "http://10.255.255.1/",
                "http://127.0.0.1@gateway.invalid", "http://[::2]:8080", "http://localhost.invalid")) {
            CommandRun run = run(environment, "--url", url);
            assertThat(run.exit()).as(url).isEqualTo(2);
            assertThat(run.err()).singleElement().asString().contains(url, "use https");
        }
        CommandRun chinese = CommandRun.lianzhen(new TestConsole(Language.CHINESE, false),
                Map.of("LIANZHEN_TOKEN", "t", "LIANZHEN_URL", "http://gateway.invalid"), "deliveries", "destinations");
        assertThat(chinese.err()).singleElement().asString().contains("请改用 https");
    }

    @Test
    void thisMachineMayBeNamedInEveryWay() {
        for (String host : List.of("localhost", "127.0.0.1")) {
            String url = "http://" + host + ":" + server.getAddress().getPort();
            assertThat(run(Map.of("LIANZHEN_TOKEN", "t"), "--url", url).exit()).as(url).isZero();
        }
    }

    @Test
    void aGatewayThatIsAwayIsTold() {
        server.stop(0);
        CommandRun run = run(Map.of("LIANZHEN_TOKEN", "t"), "--url", url());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("cannot be reached", url());
    }

    @Test
    void anIssuerOfOnesOwnMayBeTrusted(@TempDir Path folder) throws Exception {
        KeyFiles keys = KeyFiles.make(folder, "EC");
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        secure.setHttpsConfigurator(new HttpsConfigurator(keys.serving()));
        secure.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        secure.start();
        try {
            String url = "https://localhost:" + secure.getAddress().getPort();
            Map<String, String> environment = Map.of("LIANZHEN_TOKEN", "t");
            assertThat(run(environment, "--url", url, "--json").err()).singleElement().asString()
                    .contains("cannot be reached");
            CommandRun trusting = run(environment, "--url", url, "--json", "--ca", keys.certificate().toString());
            assertThat(trusting.out()).as(trusting.err().toString()).containsExactly("{ }");
            assertThat(run(environment, "--url", url, "--ca", folder.resolve("none").toString()).exit()).isEqualTo(1);
        } finally {
            secure.stop(0);
        }
    }

    @Test
    void whatIsNoGatewayIsTold() {
        answers.put("GET /api/v1/deliveries/destinations", "200 <html>");
        assertThat(run(Map.of("LIANZHEN_TOKEN", "t"), "--url", url()).err()).singleElement().asString()
                .contains("is no gateway");
        answers.put("GET /api/v1/deliveries/destinations", "502 Bad Gateway");
        assertThat(run(Map.of("LIANZHEN_TOKEN", "t"), "--url", url()).err()).singleElement().asString()
                .contains("is no gateway");
    }
}
