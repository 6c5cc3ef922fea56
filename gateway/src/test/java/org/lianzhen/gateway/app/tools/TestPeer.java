package org.lianzhen.gateway.app.tools;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.net.ApplicationEntities;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationEnd;
import org.lianzhen.dicom.net.AssociationEvents;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.service.ApplicationEntity;
import org.lianzhen.dicom.service.FindHandler;
import org.lianzhen.dicom.service.FindRequest;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceFile;
import org.lianzhen.dicom.service.Matches;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.service.RetrieveHandler;
import org.lianzhen.dicom.service.RetrieveRequest;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreHandler;
import org.lianzhen.dicom.service.StoreSink;

/** A small archive for tools to talk to, on loopback. What it has are the files of a folder. */
final class TestPeer implements AutoCloseable {
    static final String TITLE = "ARCHIVE";

    private final EventLoops loops = EventLoops.start(2);
    private final AtomicInteger established = new AtomicInteger();
    private final Set<String> endings = ConcurrentHashMap.newKeySet();
    private final Map<String, StoreContext> received = new ConcurrentHashMap<>();
    private final List<FindRequest> queries = new ArrayList<>();
    private final Path folder;
    private final DicomServer server;

    private TestPeer(Path folder, Function<TestPeer, ApplicationEntity.Builder> services,
            UnaryOperator<ServerOptions> options) {
        this.folder = folder;
        var entities = ApplicationEntities.of(Map.of(TITLE, services.apply(this).build()));
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = result(DicomServer.listen(loops,
                options.apply(ServerOptions.of(address, entities).with(new Counter()))));
    }

    /** With storage, query and C-GET. */
    static TestPeer archive(Path folder) {
        return archive(folder, UnaryOperator.identity());
    }

    /** The same with other options, such as TLS. */
    static TestPeer archive(Path folder, UnaryOperator<ServerOptions> options) {
        return new TestPeer(folder, peer -> ApplicationEntity.builder()
                .storage(StoragePolicy.EVERYTHING, peer.new Storing(context -> Outcome.SUCCESS))
                .find(peer.new Answering()).get(peer.new Answering()), options);
    }

    /** With storage only, giving these answers. */
    static TestPeer storage(Path folder, StoragePolicy policy, Function<StoreContext, Outcome> answers) {
        return new TestPeer(folder, peer -> ApplicationEntity.builder().storage(policy, peer.new Storing(answers)),
                UnaryOperator.identity());
    }

    /** With services of the test's own. */
    static TestPeer of(Path folder, UnaryOperator<ApplicationEntity.Builder> services) {
        return new TestPeer(folder, peer -> services.apply(ApplicationEntity.builder()), UnaryOperator.identity());
    }

    /** With query, and C-GET as the test wants it. */
    static TestPeer archiveWith(Path folder, RetrieveHandler handler) {
        return new TestPeer(folder, peer -> ApplicationEntity.builder().find(peer.new Answering()).get(handler),
                UnaryOperator.identity());
    }

    /** With C-GET but no query, as some archives are. */
    static TestPeer mute(Path folder) {
        return new TestPeer(folder, peer -> ApplicationEntity.builder().get(peer.new Answering()),
                UnaryOperator.identity());
    }

    private static <T> T result(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** As tools take it. */
    String address() {
        return TITLE + "@127.0.0.1:" + port();
    }

    int port() {
        return server.address().getPort();
    }

    /** Associations so far. */
    int established() {
        return established.get();
    }

    /** How they ended. */
    Set<String> endings() {
        return Set.copyOf(endings);
    }

    /** What was sent, by SOP instance UID. */
    Map<String, StoreContext> received() {
        return Map.copyOf(received);
    }

    /** Queries so far. */
    List<FindRequest> queries() {
        synchronized (queries) {
            return List.copyOf(queries);
        }
    }

    @Override
    public void close() {
        result(server.stop(Duration.ofSeconds(5)));
        result(loops.stop());
    }

    private final class Counter implements AssociationEvents {
        @Override
        public void established(Association association) {
            established.incrementAndGet();
        }

        @Override
        public void ended(Association association, AssociationEnd end) {
            endings.add(end.inWords());
        }
    }

    private final class Storing implements StoreHandler {
        private final Function<StoreContext, Outcome> answers;

        Storing(Function<StoreContext, Outcome> answers) {
            this.answers = answers;
        }

        @Override
        public StoreSink begin(StoreContext context) {
            CompositeByteBuf dataSet = Unpooled.compositeBuffer();
            return new StoreSink() {
                @Override
                public void chunk(ByteBuf bytes) {
                    dataSet.addComponent(true, bytes);
                }

                @Override
                public CompletionStage<Outcome> end() {
                    Outcome outcome = answers.apply(context);
                    if (outcome.status().category() != Status.Category.FAILURE) {
                        keep(context, dataSet);
                    }
                    dataSet.release();
                    return CompletableFuture.completedStage(outcome);
                }

                @Override
                public void aborted(Throwable cause) {
                    dataSet.release();
                }
            };
        }
    }

    private void keep(StoreContext context, ByteBuf dataSet) {
        received.put(context.sopInstanceUid(), context);
        var meta = FileMetaInformation.of(context.sopClassUid(), context.sopInstanceUid(),
                context.transferSyntax().uid(), new FileMetaInformation.Implementation(TestFiles.ROOT, "PEER"));
        try (OutputStream out = Files.newOutputStream(folder.resolve(context.sopInstanceUid()))) {
            out.write(Part10Writer.head(meta).toArray());
            dataSet.readBytes(out, dataSet.readableBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataSet dataSet(Path file) {
        try {
            return Part10Reader.read(file, ParseOptions.HEADER).dataSet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instance instance(Path file) {
        try {
            return InstanceFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Matches unique keys, patient's name with wildcards, and nothing else. */
    private static boolean matches(DataSet keys, DataSet dataSet) {
        for (QueryLevel level : QueryLevel.values()) {
            List<String> wanted = keys.strings(level.uniqueKey());
            if (!wanted.isEmpty() && !wanted.contains(dataSet.string(level.uniqueKey()))) {
                return false;
            }
        }
        String name = keys.string(Tag.PatientName);
        return name == null || String.valueOf(dataSet.string(Tag.PatientName)).matches(
                ("\\Q" + name + "\\E").replace("*", "\\E.*\\Q"));
    }

    private final class Answering implements FindHandler, RetrieveHandler {
        @Override
        public CompletionStage<Matches> find(FindRequest request) {
            synchronized (queries) {
                queries.add(request);
            }
            QueryLevel level = request.level();
            Set<String> seen = new HashSet<>();
            List<DataSet> found = files().stream().map(TestPeer::dataSet)
                    .filter(dataSet -> matches(request.identifier(), dataSet))
                    .filter(dataSet -> level == null || seen.add(String.valueOf(dataSet.string(level.uniqueKey()))))
                    .map(dataSet -> answer(request.identifier(), dataSet)).toList();
            return CompletableFuture.completedStage(Matches.of(found));
        }

        private static DataSet answer(DataSet keys, DataSet dataSet) {
            var builder = DataSet.builder().putFrom(dataSet, Tag.SpecificCharacterSet);
            keys.forEach(key -> builder.putEmpty(key.tag()).putFrom(dataSet, key.tag()));
            return builder.putFrom(keys, Tag.QueryRetrieveLevel).build();
        }

        @Override
        public CompletionStage<List<Instance>> resolve(RetrieveRequest request) {
            return CompletableFuture.completedStage(files().stream()
                    .filter(file -> matches(request.identifier(), dataSet(file))).map(TestPeer::instance).toList());
        }
    }
}
