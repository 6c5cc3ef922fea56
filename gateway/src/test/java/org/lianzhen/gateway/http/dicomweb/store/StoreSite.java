package org.lianzhen.gateway.http.dicomweb.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.archive.FileObjectStore;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.Links;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.intake.Uploads;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;

/** A web server that stores into a real archive, on a database of its own. */
public final class StoreSite implements AutoCloseable {
    static final String STUDIES = "/dicom-web/studies";
    public static final String TECHNOLOGIST = TestSite.token(Role.TECHNOLOGIST, "TS1");
    private static final String INSTANCE = "select object_key, data_set_offset from instance "
            + "where sop_instance_uid = $1 order by version desc";

    final TestPostgres database;
    final FileObjectStore store;
    public final AtomicBoolean full = new AtomicBoolean();
    public final TestSite site;
    private final Path folder;

    private StoreSite(TestPostgres database, Path folder) throws IOException {
        this(database, folder, new PostgresAuditLog(database.pool()));
    }

    StoreSite(TestPostgres database, Path folder, AuditLog audit) throws IOException {
        this.database = database;
        this.folder = folder.resolve("objects");
        this.store = FileObjectStore.open(FileObjectStore.Options.of(this.folder)
                .withIndex(new PostgresArchiveIndex(database.pool())));
        var uploads = new Uploads(store, new Implementation("1.2.9", "OURS"), full::get);
        this.site = TestSite.of(new StoreFeature(uploads, audit, new Links("https://lianzhen.example")));
    }

    public static StoreSite open(Path folder) throws IOException {
        return new StoreSite(TestPostgres.migrated(), folder);
    }

    HttpRequest.Builder to(String path, String contentType) {
        return site.request(path, TECHNOLOGIST).header("Content-Type", contentType);
    }

    HttpResponse<String> send(String path, String contentType, byte[] body) {
        return site.text(to(path, contentType).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> store(byte[]... files) {
        return send(STUDIES, Multipart.TYPE, Multipart.of(files));
    }

    static JsonObject json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body());
    }

    /** Items of a sequence; none when it is not there. */
    static List<JsonObject> items(JsonObject module, String tag) {
        JsonArray items = module.getJsonObject(tag, new JsonObject()).getJsonArray("Value", new JsonArray());
        return IntStream.range(0, items.size()).mapToObj(items::getJsonObject).toList();
    }

    static Object value(JsonObject item, String tag) {
        return item.getJsonObject(tag).getJsonArray("Value").getValue(0);
    }

    static List<Object> values(List<JsonObject> items, String tag) {
        return items.stream().map(item -> value(item, tag)).toList();
    }

    /** The newest version's file as it is kept. */
    byte[] file(String sopInstanceUid) {
        try {
            return Files.readAllBytes(store.path((String) database.rows(INSTANCE, sopInstanceUid).getFirst().get(0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] dataSet(String sopInstanceUid) {
        byte[] file = file(sopInstanceUid);
        return Arrays.copyOfRange(file, (Integer) database.rows(INSTANCE, sopInstanceUid).getFirst().get(1),
                file.length);
    }

    public long count(String table) {
        return (Long) database.value("select count(*) from " + table);
    }

    /** Everything that is in the store, finished or not. */
    List<String> objects() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".dcm") || name.endsWith(".part")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        site.close();
        store.close();
        database.close();
    }
}
