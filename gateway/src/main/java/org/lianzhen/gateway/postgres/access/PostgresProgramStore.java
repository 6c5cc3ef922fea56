package org.lianzhen.gateway.postgres.access;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.ProgramKey;
import org.lianzhen.gateway.access.ProgramStore;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.AddressRange;
import org.lianzhen.gateway.postgres.access.AccessSql.Statement;

/** Keeps keys of programs in PostgreSQL, and what was taken: a restart forgets nothing. */
public final class PostgresProgramStore implements ProgramStore {
    private static final String KEY = "k.key_id, k.account, k.algorithm, k.material, k.expires_at, k.addresses";
    private static final String FIND = "select " + KEY + ", " + AccessSql.ACCOUNT + """
             from program_key k join account a on a.name = k.account
            where k.key_id = $1 and a.kind = 'PROGRAM' and a.state = 'ACTIVE'""";
    private static final String LIST = "select " + KEY
            + ", k.author, k.created_at from program_key k where k.account = $1 order by k.created_at";
    private static final String ENDING = "select " + KEY + """
             from program_key k join account a on a.name = k.account
            where k.expires_at < $1 and a.kind = 'PROGRAM' and a.state = 'ACTIVE'
            order by k.expires_at, k.key_id limit $2""";
    /** The lock keeps two who add a third key at the same time apart. */
    private static final String LOCK = "select name from account where name = $1 and kind = 'PROGRAM' for no key update";
    private static final String ADD = """
            insert into program_key (key_id, account, unit, algorithm, material, author, expires_at, addresses)
            select $2, a.name, a.unit, $3, $4, $5, $6, $7 from account a
            where a.name = $1 and a.kind = 'PROGRAM' and (select count(*) from program_key where account = $1) < 2
            on conflict (key_id) do nothing""";
    private static final String REMOVE = "delete from program_key where account = $1 and key_id = $2";
    private static final String CLEAN = """
            delete from program_nonce where (key_id, nonce) in
                (select key_id, nonce from program_nonce where expires_at < now() limit 100)""";
    private static final String USE = """
            insert into program_nonce (key_id, nonce, expires_at) values ($1, $2, $3) on conflict do nothing""";

    private final Pool pool;
    private final AccessSql sql;

    public PostgresProgramStore(Pool pool) {
        this.pool = pool;
        sql = new AccessSql(pool);
    }

    @Override
    public CompletionStage<Optional<Known>> find(String keyId) {
        return AccessSql.answered(sql.ask(FIND, Tuple.of(keyId)).map(rows -> {
            for (Row row : rows) {
                return Optional.of(new Known(key(row), AccessSql.account(row)));
            }
            return Optional.empty();
        }));
    }

    private static ProgramKey key(Row row) {
        return new ProgramKey(row.getString("key_id"), row.getString("account"),
                ProgramKey.Algorithm.valueOf(row.getString("algorithm")), row.getString("material"), limits(row));
    }

    private static ProgramKey.Limits limits(Row row) {
        OffsetDateTime expires = row.getOffsetDateTime("expires_at");
        return new ProgramKey.Limits(expires == null ? null : expires.toInstant(),
                Arrays.stream(row.getArrayOfStrings("addresses"))
                        .map(text -> Objects.requireNonNull(AddressRange.of(text), text)).toList());
    }

    @Override
    public CompletionStage<List<Entry>> keys(String account) {
        return AccessSql.answered(sql.ask(LIST, Tuple.of(account)).map(rows -> {
            List<Entry> keys = new ArrayList<>();
            rows.forEach(row -> keys.add(new Entry(key(row), row.getString("author"),
                    row.getOffsetDateTime("created_at").toInstant())));
            return keys;
        }));
    }

    @Override
    public CompletionStage<List<ProgramKey>> ending(Instant before, int most) {
        return AccessSql.answered(sql.ask(ENDING, Tuple.of(before.atOffset(ZoneOffset.UTC), most)).map(rows -> {
            List<ProgramKey> keys = new ArrayList<>();
            rows.forEach(row -> keys.add(key(row)));
            return keys;
        }));
    }

    @Override
    public CompletionStage<Boolean> add(ProgramKey key, AuditEvent event) {
        Instant expires = key.limits().expires();
        Tuple row = Tuple.of(key.account(), key.id(), key.algorithm().name(), key.material(), event.actor().name())
                .addValue(expires == null ? null : expires.atOffset(ZoneOffset.UTC))
                .addArrayOfString(key.limits().addresses().stream().map(AddressRange::text).toArray(String[]::new));
        return sql.changeLocked(new Statement(LOCK, Tuple.of(key.account())), event, new Statement(ADD, row));
    }

    @Override
    public CompletionStage<Boolean> remove(String account, String keyId, AuditEvent event) {
        return sql.change(event, new Statement(REMOVE, Tuple.of(account, keyId)));
    }

    @Override
    public CompletionStage<Boolean> use(String keyId, String nonce, Instant until) {
        return AccessSql
                .answered(pool.preparedQuery(USE).execute(Tuple.of(keyId, nonce, until.atOffset(ZoneOffset.UTC)))
                        .compose(used -> sql.ask(CLEAN, Tuple.tuple()).map(cleaned -> used.rowCount() == 1)));
    }
}
