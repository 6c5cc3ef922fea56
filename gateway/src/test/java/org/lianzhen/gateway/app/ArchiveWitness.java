package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.FindQuery;
import org.lianzhen.dicom.service.GetTarget;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.service.RetrieveQuery;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.service.StorageContext;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreSink;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.DatabaseAddress;

/** Compares what an archive has acknowledged with what is on its disk, in its index, and in its answers. */
final class ArchiveWitness {
    private static final String ROWS = """
            select i.sop_instance_uid, i.version, i.state, i.object_key, i.object_length, i.data_set_offset, i.sha256,
                coalesce(a.count, 0) as arrivals, s.instance_count = coalesce(j.count, 0) as counted
            from instance i join study s on s.id = i.study
            left join (select study, count(*) from instance where state = 'ACTIVE' group by study) j on j.study = s.id
            left join (select instance, count(*) from arrival group by instance) a on a.instance = i.id""";

    private final Path data;
    private final Map<String, String> acknowledged;

    ArchiveWitness(Path data, Map<String, String> acknowledged) {
        this.data = data;
        this.acknowledged = acknowledged;
    }

    /** The process that serves the database of {@code data}. */
    static ProcessHandle postmaster(Path data) throws IOException {
        return ProcessHandle.of(Long.parseLong(pidFile(data).getFirst().strip())).orElseThrow();
    }

    private static List<String> pidFile(Path data) throws IOException {
        return Files.readAllLines(data.resolve("postgres/data/postmaster.pid"));
    }

    void checkDiskAndIndex() throws IOException {
        Set<String> keys = new HashSet<>();
        Set<String> uids = new HashSet<>();
        for (Row row : rows()) {
            String uid = row.getString("sop_instance_uid");
            assertThat(row.getString("state")).as(uid).isEqualTo("ACTIVE");
            assertThat(row.getLong("arrivals")).as("arrivals of %s", uid).isEqualTo(1);
            assertThat(row.getBoolean("counted")).as("the study of %s counts right", uid).isTrue();
            checkFile(uid, row);
            keys.add(row.getString("object_key"));
            uids.add(uid);
        }
        assertThat(uids).as("instances in the index").containsAll(acknowledged.keySet());
        assertThat(files()).as("files").isEqualTo(keys);
    }

    private void checkFile(String uid, Row row) throws IOException {
        byte[] bytes = Files.readAllBytes(data.resolve("objects").resolve(row.getString("object_key")));
        assertThat(bytes.length).as("length of %s", uid).isEqualTo(row.getLong("object_length").intValue());
        String sha256 = ArchiveLoad.sha256(Arrays.copyOfRange(bytes, row.getInteger("data_set_offset"), bytes.length));
        assertThat(sha256).as("digest of %s", uid).isEqualTo(row.getString("sha256"))
                .isEqualTo(acknowledged.getOrDefault(uid, sha256));
    }

    private Set<String> files() throws IOException {
        Path objects = data.resolve("objects");
        try (Stream<Path> files = Files.walk(objects)) {
            return files.filter(Files::isRegularFile).filter(file -> !file.startsWith(objects.resolve("open")))
                    .filter(file -> !file.startsWith(objects.resolve("orphans")))
                    .map(file -> objects.relativize(file).toString()).filter(name -> !name.equals("lock"))
                    .collect(Collectors.toSet());
        }
    }

    private List<Row> rows() throws IOException {
        return rows(data, ROWS);
    }

    /** What the database of {@code data} answers. */
    static List<Row> rows(Path data, String sql, Object... parameters) throws IOException {
        int port = Integer.parseInt(pidFile(data).get(3).strip());
        String password = Files.readString(data.resolve("postgres/password")).strip();
        Vertx vertx = Vertx.vertx();
        Pool pool = Database.pool(vertx, new DatabaseAddress("127.0.0.1", port, "postgres", "lianzhen", password));
        try {
            Database.awaitFirst(pool, Duration.ofSeconds(30));
            return Await.result(pool.preparedQuery(sql).execute(Tuple.from(parameters)).toCompletionStage()).stream()
                    .toList();
        } finally {
            Await.result(pool.close().toCompletionStage());
            Await.result(vertx.close().toCompletionStage());
        }
    }

    /** Every acknowledged instance is found and fetched. */
    void checkAnswers(ServiceClassUser user, int port) {
        Map<String, Set<String>> studies = new HashMap<>();
        acknowledged.keySet().forEach(uid -> studies.computeIfAbsent(uid.substring(0, uid.lastIndexOf(".1.")),
                study -> new HashSet<>()).add(uid));
        studies.forEach((study, uids) -> {
            assertThat(found(user, port, study)).as("found").containsAll(uids);
            Map<String, String> fetched = fetched(user, port, study);
            uids.forEach(uid -> assertThat(fetched.get(uid)).as(uid).isEqualTo(acknowledged.get(uid)));
        });
    }

    private static Set<String> found(ServiceClassUser user, int port, String study) {
        DataSet keys = DataSet.builder().put(Tag.StudyInstanceUID, study).put(Tag.SeriesInstanceUID, study + ".1")
                .putEmpty(Tag.SOPInstanceUID).build();
        var answer = completed(user.findAll(ArchiveLoad.node(port),
                FindQuery.of(InformationModel.STUDY_ROOT, QueryLevel.IMAGE, keys)));
        return answer.matches().stream().map(match -> String.valueOf(match.identifier().string(Tag.SOPInstanceUID)))
                .collect(Collectors.toSet());
    }

    private static Map<String, String> fetched(ServiceClassUser user, int port, String study) {
        Map<String, String> digests = new ConcurrentHashMap<>();
        var contexts = List.of(
                new StorageContext(SopClass.CTImageStorage, List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)));
        completed(user.get(ArchiveLoad.node(port), RetrieveQuery.study(study),
                GetTarget.of(contexts, context -> new Digesting(context, digests))).result());
        return digests;
    }

    private static <T> T completed(CompletionStage<ServiceResult<T>> stage) {
        ServiceResult<T> result = Await.result(stage);
        assertThat(result).isInstanceOf(ServiceResult.Completed.class);
        return ((ServiceResult.Completed<T>) result).value();
    }

    private record Digesting(StoreContext context, Map<String, String> digests,
            ByteArrayOutputStream bytes) implements StoreSink {
        Digesting(StoreContext context, Map<String, String> digests) {
            this(context, digests, new ByteArrayOutputStream());
        }

        @Override
        public void chunk(ByteBuf chunk) {
            bytes.writeBytes(ByteBufUtil.getBytes(chunk));
            chunk.release();
        }

        @Override
        public CompletionStage<Outcome> end() {
            digests.put(context.sopInstanceUid(), ArchiveLoad.sha256(bytes.toByteArray()));
            return CompletableFuture.completedStage(Outcome.SUCCESS);
        }

        @Override
        public void aborted(Throwable cause) {}
    }
}
