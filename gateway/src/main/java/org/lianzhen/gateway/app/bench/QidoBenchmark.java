package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Table;
import org.lianzhen.gateway.postgres.Migrations;
import org.lianzhen.gateway.postgres.embedded.EmbeddedPostgres;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench qido}: searches in indexes of growing size, and beside Orthanc in the smallest of them. Whether the cost stays
 * the same as the index grows is what matters.
 */
@Command(name = "qido", sortOptions = false)
final class QidoBenchmark extends Benchmark {
    /** Filling Orthanc with more takes longer than anybody waits. */
    private static final long MOST_FOR_PEER = 1000;

    /** Orthanc finds no Chinese name as it comes. */
    private static final Set<SearchKind> WITHOUT_NAMES = EnumSet.of(SearchKind.PAGE, SearchKind.PATIENT_ID);

    @Option(names = "--studies", split = ",", defaultValue = "1000,20000", paramLabel = "N")
    private List<Long> studies = List.of();

    @Option(names = "--instances-per-study", defaultValue = "20", paramLabel = "N")
    private int instancesPerStudy;

    @Option(names = "--requests", defaultValue = "500", paramLabel = "N")
    private long requests;

    @Option(names = "--warm-up", defaultValue = "12000", paramLabel = "N")
    private long warmUp;

    @Option(names = "--kinds", split = ",", defaultValue = "PAGE,PATIENT_ID,NAME", paramLabel = "KIND")
    private Set<SearchKind> kinds = Set.of();

    QidoBenchmark(Console console) {
        super(console);
    }

    @Override
    void checkOptions() throws CommandException {
        for (long count : studies) {
            atLeast(2, "--studies", count);
        }
        atLeast(2, "--instances-per-study", instancesPerStudy);
        atLeast(1, "--requests", requests);
        atLeast(0, "--warm-up", warmUp);
    }

    @Override
    void measure(Folders folders) throws IOException, InterruptedException {
        Table table = table("qido.studies", "qido.kind", "server", "associations.rate", "associations.cpu", "ratio");
        Map<SearchKind, Measurement> peer = peer(folders.disk().resolve("orthanc"), table);
        long held = 0;
        Path data = folders.disk().resolve("lianzhen");
        for (long count : studies) {
            progress("qido.filling", count);
            fill(data, held, count);
            held = Math.max(held, count);
            try (var server = WebServer.lianzhen(ServerUnderTest.web(data), "ch1-radiologist")) {
                add(table, held, server, new Pair(measured(server, held, kinds), peer));
            }
        }
        print(table);
    }

    /** What Orthanc needs for the same searches in its smallest index; empty when it is not installed. */
    private Map<SearchKind, Measurement> peer(Path folder, Table table) throws IOException, InterruptedException {
        if (!ServerUnderTest.hasDicomWeb()) {
            print("qido.no-orthanc");
            return Map.of();
        }
        long held = Math.min(MOST_FOR_PEER, studies.getFirst());
        try (var server = WebServer.orthanc(ServerUnderTest.orthancWeb(folder))) {
            progress("qido.filling", held);
            OrthancFill.fill(server.server(), held);
            Map<SearchKind, Measurement> theirs = measured(server, held, withoutNames());
            add(table, held, server, new Pair(theirs, theirs));
            return theirs;
        }
    }

    private void fill(Path data, long from, long to) throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data.resolve("postgres"))) {
            Migrations.apply(postgres.address());
            try (var fill = new StudyFill(postgres.address(), instancesPerStudy)) {
                fill.fill(from, to);
            }
        }
    }

    private Set<SearchKind> withoutNames() {
        Set<SearchKind> known = EnumSet.copyOf(WITHOUT_NAMES);
        known.retainAll(kinds);
        return known;
    }

    /** Each of the kinds of search, when the server has done so many that its virtual machine compiles no more of it. */
    private Map<SearchKind, Measurement> measured(WebServer server, long held, Set<SearchKind> wanted)
            throws IOException, InterruptedException {
        Map<SearchKind, Measurement> all = new EnumMap<>(SearchKind.class);
        for (SearchKind kind : wanted) {
            progress("qido.progress", server.server().name(), kind, held);
            new Load(1, warmUp).on(server.server(), SearchStream.of(server, kind, held));
            all.put(kind, new Load(1, requests).on(server.server(), SearchStream.of(server, kind, held)));
        }
        return all;
    }

    /** What a server needs, and what it is compared to. */
    private record Pair(Map<SearchKind, Measurement> own, Map<SearchKind, Measurement> peer) {}

    private static void add(Table table, long held, WebServer server, Pair measured) {
        measured.own().forEach((kind, one) -> {
            List<String> row = new ArrayList<>(
                    List.of(Long.toString(held), kind.name(), server.server().name()));
            row.addAll(one.echoFigures(measured.peer().getOrDefault(kind, Measurement.NONE)));
            table.add(row);
        });
    }
}
