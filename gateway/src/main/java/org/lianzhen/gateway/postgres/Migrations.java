package org.lianzhen.gateway.postgres;

import java.io.IOException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings the tables up to what this program expects. */
public final class Migrations {
    private static final String LOCATION = "classpath:org/lianzhen/gateway/postgres/migration";

    private Migrations() {}

    /**
     * Applies what is missing; blocks until done. Several programs may do so at once.
     *
     * @throws IOException if the database cannot be reached or changed, or was written by a newer program
     */
    public static void apply(DatabaseAddress address) throws IOException {
        String url = "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + address.database();
        Flyway flyway = Flyway.configure().dataSource(url, address.user(), address.password()).locations(LOCATION)
                .table("schema_version").connectRetries(3).cleanDisabled(true).load();
        try {
            refuseNewer(flyway, address);
            flyway.migrate();
        } catch (FlywayException e) {
            throw new IOException("The tables in " + address + " cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    private static void refuseNewer(Flyway flyway, DatabaseAddress address) throws IOException {
        for (MigrationInfo info : flyway.info().all()) {
            if (info.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new IOException("The database " + address + " is newer than this program (its version is "
                        + info.getVersion() + ", ours ends at " + newest(flyway)
                        + "): start the newer Lianzhen that wrote it");
            }
        }
    }

    private static String newest(Flyway flyway) {
        return Arrays.stream(flyway.info().all()).filter(info -> info.getState() != MigrationState.FUTURE_SUCCESS)
                .map(info -> String.valueOf(info.getVersion())).reduce((earlier, later) -> later).orElse("0");
    }
}
