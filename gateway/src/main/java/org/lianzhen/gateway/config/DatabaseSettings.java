package org.lianzhen.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that somebody else runs.
 *
 * @param password never printed: {@link #toString()} leaves it out
 */
public record DatabaseSettings(String host, int port, String database, String user, String password) {
    private static final int USUAL_PORT = 5432;

    /** From {@code postgresql://user:password@host:port/database}; null when it is nothing of that kind. */
    static @Nullable DatabaseSettings of(String text) {
        try {
            URI uri = new URI(text);
            String account = uri.getUserInfo();
            String path = uri.getPath();
            if (!"postgresql".equals(uri.getScheme()) || uri.getHost() == null || account == null || path == null
                    || path.length() < 2) {
                return null;
            }
            int colon = account.indexOf(':');
            String user = colon < 0 ? account : account.substring(0, colon);
            String password = colon < 0 ? "" : account.substring(colon + 1);
            return new DatabaseSettings(uri.getHost(), uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                    path.substring(1), user, password);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
