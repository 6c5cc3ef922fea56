package org.lianzhen.gateway.http.dicomweb.store;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.gateway.archive.FileObjectStore;
import org.lianzhen.gateway.http.Links;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.intake.Uploads;

/** A process that stores what it is sent, prints its port, and ends with its standard input. */
final class SmallServer {
    private SmallServer() {}

    public static void main(String[] args) throws IOException {
        try (FileObjectStore store = FileObjectStore.open(FileObjectStore.Options.of(Path.of(args[0])));
                TestSite site = TestSite.of(new StoreFeature(
                        new Uploads(store, new Implementation("1.2.9", "OURS"), () -> false),
                        event -> CompletableFuture.completedStage(null), new Links(null)));
                var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII)) {
            out.println(site.port());
            System.in.transferTo(PrintStream.nullOutputStream());
        }
    }
}
