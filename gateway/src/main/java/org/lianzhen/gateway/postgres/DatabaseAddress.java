package org.lianzhen.gateway.postgres;

/**
 * Where a PostgreSQL database is.
 *
 * @param password never printed: {@link #toString()} leaves it out
 */
public record DatabaseAddress(String host, int port, String database, String user, String password) {
    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
