package org.lianzhen.gateway.mail;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A small mail server (RFC 5321) with STARTTLS (RFC 3207) and AUTH PLAIN (RFC 4616). */
public final class TestMailServer implements AutoCloseable {
    final List<String> mails = new CopyOnWriteArrayList<>();
    final List<String> recipients = new CopyOnWriteArrayList<>();
    final List<String> logins = new CopyOnWriteArrayList<>();
    /** What it says to RCPT, such as {@code 550 no such person}; never anything when it is empty. */
    volatile String answer = "250 fine";
    private final ServerSocket listening;
    private final @Nullable SSLContext tls;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param tls null for a server without STARTTLS */
    public TestMailServer(@Nullable SSLContext tls) throws IOException {
        this.tls = tls;
        this.listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("mail-server").start(this::accept);
    }

    /** What people read of the mails that came. */
    public List<String> texts() {
        return mails.stream().map(TestMailServer::text).toList();
    }

    /** What people read of a mail. */
    static String text(String mail) {
        return mail.contains("base64")
                ? new String(Base64.getMimeDecoder().decode(mail.substring(mail.indexOf("\n\n") + 2)),
                        StandardCharsets.UTF_8)
                : unquoted(mail);
    }

    private static String unquoted(String mail) {
        String joined = mail.replace("=\n", "");
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < joined.length(); i++) {
            if (joined.charAt(i) == '=' && joined.substring(i).matches("(?s)=[0-9A-F]{2}.*")) {
                bytes.write(Integer.parseInt(joined.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(joined.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket peer = listening.accept();
                Thread.ofVirtual().name("mail-peer").start(() -> serve(peer));
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket peer) {
        try (peer) {
            say(peer, "220 test");
            Optional<Socket> secured = talk(peer, tls != null);
            if (secured.isPresent()) {
                talk(secured.get(), false);
            }
        } catch (IOException e) {
            // the client has gone, of which its own outcome tells
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return the socket to go on with, if any */
    private Optional<Socket> talk(Socket peer, boolean offersTls) throws IOException, InterruptedException {
        var in = new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> say(peer, offersTls ? "250-test\r\n250-STARTTLS\r\n250 8BITMIME"
                        : "250-test\r\n250-AUTH PLAIN\r\n250 8BITMIME");
                case "STARTTLS" -> {
                    say(peer, "220 go on");
                    return Optional.of(secured(peer));
                }
                case "AUTH" -> {
                    logins.add(new String(Base64.getDecoder().decode(line.split(" ", -1)[2]), StandardCharsets.UTF_8)
                            .replace('\0', ' ').strip());
                    say(peer, "235 welcome");
                }
                case "RCPT" -> recipient(peer, line);
                case "DATA" -> {
                    say(peer, "354 go on");
                    mails.add(data(in));
                    say(peer, "250 taken");
                }
                case "QUIT" -> say(peer, "221 bye");
                default -> say(peer, "250 fine");
            }
        }
        return Optional.empty();
    }

    private void recipient(Socket peer, String line) throws IOException, InterruptedException {
        recipients.add(line);
        if (answer.isEmpty()) {
            closed.await();
        }
        say(peer, answer);
    }

    private static String data(BufferedReader in) throws IOException {
        var mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    private Socket secured(Socket peer) throws IOException {
        SSLContext context = java.util.Objects.requireNonNull(tls);
        var secured = (SSLSocket) context.getSocketFactory().createSocket(peer, "localhost", peer.getPort(), true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    private static void say(Socket peer, String line) throws IOException {
        peer.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        peer.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
    }
}
