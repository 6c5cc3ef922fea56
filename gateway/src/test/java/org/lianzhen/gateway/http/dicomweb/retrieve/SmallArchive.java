package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.PixelPlace;
import org.lianzhen.gateway.archive.PlacedObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.TestMembers;

/**
 * A process that hands out files, prints its port, and ends with its standard input. Each file is told by its path, transfer syntax,
 * offset of its data set, and offset and length of its pixels in that; the n-th is instance 1.2.n.
 */
final class SmallArchive {
    private static final String MEMBERS = """
            units:
              - {code: TS1, name: 卫生院, kind: TOWNSHIP_HEALTH_CENTRE}
            nodes: [{aeTitle: TEST, unit: TS1}]
            """;

    private SmallArchive() {}

    /** A file to be handed out. */
    record Entry(Path file, TransferSyntax syntax, int dataSetOffset, long pixels, long length) {
        List<String> arguments() {
            return List.of(file.toString(), syntax.uid(), Integer.toString(dataSetOffset), Long.toString(pixels),
                    Long.toString(length));
        }

        KeptObject object(int number) {
            return new KeptObject("1.1", "1.2", new SopReference(SopClass.CTImageStorage, "1.2." + number), 1,
                    syntax.uid(), new KeptObject.Place(file.toString(), file.toFile().length(), dataSetOffset, ""),
                    pixels);
        }

        PixelPlace place() {
            return pixels < 0 ? PixelPlace.NONE : new PixelPlace(pixels, length, List.of());
        }
    }

    static RetrieveFeature feature(List<Entry> entries, Path cache) {
        var sources = new RetrieveFeature.Sources(new Listed(entries), Path::of, TestMembers.of(MEMBERS),
                event -> CompletableFuture.completedStage(null));
        return new RetrieveFeature(sources, new RetrieveFeature.Cache(cache, () -> false), Charsets.AS_LABELLED);
    }

    private static final class Listed extends NoObjects {
        private final List<Entry> entries;

        Listed(List<Entry> entries) {
            this.entries = entries;
        }

        @Override
        public CompletionStage<Optional<PlacedObject>> instance(Scope scope, Set<String> units) {
            return CompletableFuture.completedStage(Optional.of(placed(scope)));
        }

        private PlacedObject placed(Scope scope) {
            String uid = String.valueOf(scope.instance());
            int number = Integer.parseInt(uid.substring(uid.lastIndexOf('.') + 1));
            Entry entry = entries.get(number);
            return new PlacedObject(entry.object(number), entry.place());
        }

        @Override
        public CompletionStage<List<KeptObject>> objects(Scope scope, Set<String> units, int limit) {
            return CompletableFuture.completedStage(List.of(placed(scope).object()));
        }
    }

    public static void main(String[] args) throws IOException {
        var entries = new ArrayList<Entry>();
        for (int i = 1; i < args.length; i += 5) {
            entries.add(new Entry(Path.of(args[i]), TransferSyntax.of(args[i + 1]), Integer.parseInt(args[i + 2]),
                    Long.parseLong(args[i + 3]), Long.parseLong(args[i + 4])));
        }
        try (TestSite site = TestSite.of(feature(entries, Path.of(args[0])));
                var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII)) {
            out.println(site.port());
            System.in.transferTo(PrintStream.nullOutputStream());
        }
    }
}
