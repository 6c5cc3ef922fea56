package org.lianzhen.gateway.http.dicomweb.send;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who we are to one web service. The first line is its origin (RFC 6454): whoever writes routes chooses the address and the file,
 * and must not get a secret by naming an address of his own. The second line is the secret. Blocks.
 */
final class CredentialsFile {
    private static final int LONGEST = 8192;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final Path file;

    CredentialsFile(Path file) {
        this.file = file;
    }

    /** Scheme, host and port. */
    private record Origin(String scheme, String host, int port) {
        static Optional<Origin> of(URI uri) {
            String scheme = uri.getScheme();
            String host = uri.getHost();
            if (scheme == null || host == null) {
                return Optional.empty();
            }
            String small = scheme.toLowerCase(Locale.ROOT);
            int usual = small.equals("https") ? HTTPS : HTTP;
            return Optional.of(new Origin(small, host.toLowerCase(Locale.ROOT),
                    uri.getPort() < 0 ? usual : uri.getPort()));
        }

        @Override
        public String toString() {
            return scheme + "://" + host + ":" + port;
        }
    }

    /**
     * The Authorization header for this address.
     *
     * @throws IOException when the file is not to be had, is for another address, or holds nothing of the kind; tells nothing of
     *     what it says
     */
    String authorization(URI root) throws IOException {
        if (Files.size(file) > LONGEST) {
            throw new IOException(name() + " is too long for credentials");
        }
        List<String> lines = Files.readString(file).strip().lines().map(String::strip).toList();
        Origin named = lines.stream().findFirst().flatMap(CredentialsFile::origin).orElseThrow(() -> new IOException(
                name() + " does not say whom it is for: its first line must be an origin such as https://pacs.example"));
        Origin asked = Origin.of(root).orElseThrow(() -> new IOException(root + " has no origin"));
        if (!asked.equals(named)) {
            throw new IOException(name() + " is not for " + asked + ": its first line names another origin");
        }
        return header(lines.subList(1, lines.size()));
    }

    private static Optional<Origin> origin(String line) {
        try {
            URI uri = new URI(line);
            boolean bare = line.matches("(?i)https?://.*") && uri.getRawPath().isEmpty() && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null && uri.getRawFragment() == null;
            return bare ? Origin.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private String header(List<String> secret) throws IOException {
        String text = secret.size() == 1 ? secret.getFirst() : "";
        boolean clean = text.chars().noneMatch(Character::isISOControl);
        if (clean && text.startsWith("Bearer ")) {
            return text;
        }
        if (clean && text.indexOf(':') > 0) {
            return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
        throw new IOException(name() + " holds neither \"Bearer token\" nor \"user:password\" in its second line");
    }

    private String name() {
        return String.valueOf(file.getFileName());
    }
}
