package org.lianzhen.gateway.postgres.access;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.OidcProvider;
import org.lianzhen.gateway.access.OidcProviderStore;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.access.AccessSql.Statement;

/** Keeps providers of identities as versions in PostgreSQL. */
public final class PostgresOidcProviderStore implements OidcProviderStore {
    private static final String NEWEST = """
            select issuer, client_id, client_secret, account_claim from oidc_provider_version
            order by number desc limit 1""";
    private static final String ADD = """
            insert into oidc_provider_version (author, issuer, client_id, client_secret, account_claim)
            values ($1, $2, $3, $4, $5)""";

    private final AccessSql sql;

    public PostgresOidcProviderStore(Pool pool) {
        sql = new AccessSql(pool);
    }

    @Override
    public CompletionStage<Optional<OidcProvider>> inForce() {
        return AccessSql.answered(sql.ask(NEWEST, Tuple.tuple()).map(rows -> {
            for (Row row : rows) {
                if (row.getString("issuer") != null) {
                    return Optional.of(new OidcProvider(row.getString("issuer"), row.getString("client_id"),
                            row.getString("client_secret"), row.getString("account_claim")));
                }
            }
            return Optional.empty();
        }));
    }

    @Override
    public CompletionStage<Void> replace(@Nullable OidcProvider provider, AuditEvent event) {
        Tuple row = Tuple.of(event.actor().name());
        if (provider == null) {
            row.addString(null).addString(null).addString(null).addString(null);
        } else {
            row.addString(provider.issuer()).addString(provider.clientId()).addString(provider.secret())
                    .addString(provider.claim());
        }
        return sql.change(event, new Statement(ADD, row)).thenAccept(done -> {});
    }
}
