package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.json.MultipartLimits;
import org.lianzhen.dicom.json.MultipartParser;
import org.lianzhen.dicom.json.MultipartSink;
import org.lianzhen.dicom.json.MultipartType;
import org.lianzhen.dicom.json.PartHeaders;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.service.ApplicationEntity;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceFile;
import org.lianzhen.dicom.service.InstanceResult;
import org.lianzhen.dicom.service.MemoryData;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.dicom.service.StoreOptions;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.archive.FileObjectStore;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.http.dicomweb.Resources;
import org.lianzhen.gateway.intake.InstanceReceiver;
import org.lianzhen.gateway.intake.Senders;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveObjects;

/** An archive of unit TS1 that is filled by C-STORE, and a web server that retrieves from it. */
final class TestArchive implements AutoCloseable {
    static final String READER = TestSite.token(Role.RADIOLOGIST, "TS1");
    static final String STRANGER = TestSite.token(Role.RADIOLOGIST, "TS2");
    private static final Path SAMPLES = Path.of(System.getProperty("lianzhen.samples", "../../shared/samples"));
    private static final String MEMBERS = """
            units:
              - {code: TS1, name: 卫生院, kind: TOWNSHIP_HEALTH_CENTRE}
              - {code: TS2, name: 卫生院, kind: TOWNSHIP_HEALTH_CENTRE}
            nodes: [{aeTitle: TEST, unit: TS1}]
            """;

    final List<AuditEvent> audited = Collections.synchronizedList(new ArrayList<>());
    private final List<InstanceResult> results = Collections.synchronizedList(new ArrayList<>());
    final TestPostgres database;
    final FileObjectStore store;
    final RetrieveFeature.Sources sources;
    final TestSite site;
    final Path cache;
    /** What the texts of every study are said to be in really. */
    volatile Optional<String> charset = Optional.empty();
    private final EventLoops loops = EventLoops.start(2);
    private final DicomServer server;
    private final ServiceClassUser user = new ServiceClassUser(loops);
    /** What the next event is answered with. */
    volatile CompletionStage<Void> auditing = CompletableFuture.completedStage(null);

    TestArchive(Path folder) throws IOException {
        database = TestPostgres.migrated();
        store = FileObjectStore.open(FileObjectStore.Options.of(folder.resolve("objects"))
                .withIndex(new PostgresArchiveIndex(database.pool())));
        var members = TestMembers.of(MEMBERS);
        AuditLog audit = event -> {
            audited.add(event);
            return auditing;
        };
        sources = new RetrieveFeature.Sources(new PostgresArchiveObjects(database.pool()), store::path, members, audit);
        cache = folder.resolve("cache");
        site = TestSite.auditing(audit, new RetrieveFeature(sources, new RetrieveFeature.Cache(cache, () -> false),
                study -> CompletableFuture.completedStage(charset)));
        var entity = ApplicationEntity.builder().storage(StoragePolicy.EVERYTHING, new InstanceReceiver(store,
                new Implementation("1.2.3", "TEST"), Senders.of(members), () -> false)).build();
        server = Await.result(DicomServer.listen(loops, ServerOptions.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), title -> entity)));
    }

    /** Sends instances by C-STORE; those that were stored. */
    List<Instance> store(List<Instance> instances) {
        List<Instance> stored = new ArrayList<>();
        results.clear();
        RemoteNode node = RemoteNode.at("127.0.0.1", server.address().getPort(), "LIANZHEN", "TEST");
        Await.result(user.store(node, instances, StoreOptions.STANDARD, result -> {
            results.add(result);
            if (result instanceof InstanceResult.Stored) {
                stored.add(result.instance());
            }
        }).result());
        return stored;
    }

    void store(DataSet dataSet) {
        store(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    void store(DataSet dataSet, TransferSyntax syntax) {
        var instance = new Instance(dataSet.string(Tag.SOPClassUID), dataSet.string(Tag.SOPInstanceUID), syntax,
                new MemoryData(DataSets.encode(dataSet, syntax)));
        if (store(List.of(instance)).isEmpty()) {
            throw new AssertionError("not stored: " + results);
        }
    }

    /** An instance of a file, and where in the archive it is. */
    record Sample(String name, Instance instance, Bytes bytes) {
        DataSet dataSet() {
            return DataSets.parse(bytes, instance.transferSyntax());
        }

        Scope scope() {
            DataSet dataSet = dataSet();
            return new Scope(dataSet.string(Tag.StudyInstanceUID), dataSet.string(Tag.SeriesInstanceUID),
                    instance.sopInstanceUid());
        }

        String path() {
            return Resources.path(scope());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Sends every real file that is an instance; by file name. Of those with the same UID the later ones get another. */
    Map<String, Sample> storeSamples() throws IOException {
        assumeTrue(Files.isDirectory(SAMPLES), "no sample files at " + SAMPLES);
        Map<String, Sample> samples = new LinkedHashMap<>();
        Set<String> uids = new HashSet<>();
        try (Stream<Path> all = Files.walk(SAMPLES)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                Sample sample = sample(file);
                if (sample != null) {
                    samples.put(sample.name(),
                            uids.add(sample.instance().sopInstanceUid()) ? sample : renamed(sample, samples.size()));
                }
            }
        }
        List<Instance> stored = store(samples.values().stream().map(Sample::instance).toList());
        samples.values().removeIf(sample -> !stored.contains(sample.instance()));
        return samples;
    }

    private static Sample sample(Path file) throws IOException {
        try {
            Instance instance = InstanceFile.read(file);
            long offset = Part10Reader.read(file, ParseOptions.WHOLE).dataSetOffset();
            byte[] all = Files.readAllBytes(file);
            return sample(file.getFileName().toString(), instance,
                    Bytes.wrap(Arrays.copyOfRange(all, (int) offset, all.length)));
        } catch (DataSetException e) {
            return null;
        }
    }

    private static Sample sample(String name, Instance of, Bytes bytes) {
        return new Sample(name, new Instance(of.sopClassUid(), of.sopInstanceUid(), of.transferSyntax(),
                new MemoryData(bytes)), bytes);
    }

    /** The same bytes but for some digits of the UID. */
    private static Sample renamed(Sample sample, int number) {
        Instance instance = sample.instance();
        String uid = instance.sopInstanceUid();
        String other = uid.substring(0, uid.length() - 3) + String.valueOf(1000 + number).substring(1);
        String text = new String(sample.bytes().toArray(), StandardCharsets.ISO_8859_1);
        byte[] bytes = text.replace(uid, other).getBytes(StandardCharsets.ISO_8859_1);
        return sample(sample.name(), new Instance(instance.sopClassUid(), other, instance.transferSyntax(),
                instance.data()), Bytes.wrap(bytes));
    }

    HttpResponse<byte[]> get(String path, String accept) {
        return site.bytes(site.request(path, READER).header("Accept", accept));
    }

    HttpResponse<byte[]> get(String path) {
        return site.bytes(site.request(path, READER));
    }

    /** One part of a multipart body. */
    record Part(PartHeaders headers, Bytes content) {}

    static List<Part> parts(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElseThrow();
        List<Part> parts = new ArrayList<>();
        var parser = new MultipartParser(MultipartType.parse(type), MultipartLimits.DEFAULT, new MultipartSink() {
            private PartHeaders current = PartHeaders.EMPTY;
            private io.netty.buffer.ByteBuf content = Unpooled.buffer();

            @Override
            public void onPart(PartHeaders headers) {
                current = headers;
                content = Unpooled.buffer();
            }

            @Override
            public void onContent(io.netty.buffer.ByteBuf chunk) {
                content.writeBytes(chunk);
                chunk.release();
            }

            @Override
            public void onPartEnd() {
                parts.add(new Part(current, Bytes.copyOf(content.nioBuffer())));
            }
        });
        parser.feed(Unpooled.wrappedBuffer(response.body()));
        parser.end();
        return parts;
    }

    @Override
    public void close() {
        site.close();
        user.close();
        Await.result(server.stop(java.time.Duration.ofSeconds(1)));
        loops.close();
        store.close();
        database.close();
    }
}
