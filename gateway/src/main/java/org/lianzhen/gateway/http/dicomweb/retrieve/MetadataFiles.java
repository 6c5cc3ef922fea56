package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.lianzhen.gateway.archive.ArchiveObjects;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.archive.SeriesVersion;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metadata of each series as one compressed file, made when it is first asked for and again when the series has changed.
 * Those of a study are put together of these.
 */
final class MetadataFiles {
    private static final Logger LOG = LoggerFactory.getLogger(MetadataFiles.class);
    private static final int MOST_INSTANCES = 20_000;
    /** Each has the header of one instance in memory. */
    private static final int AT_A_TIME = 8;
    private static final int PIECE = 32 * 1024;
    private static final int LIMIT_SECONDS = 120;

    private final ArchiveObjects objects;
    private final InstanceMetadata metadata;
    private final Charsets charsets;
    private final FileCache cache;
    private final Semaphore describing = new Semaphore(AT_A_TIME, true);

    MetadataFiles(ArchiveObjects objects, InstanceMetadata metadata, Charsets charsets, FileCache cache) {
        this.objects = objects;
        this.metadata = metadata;
        this.charsets = charsets;
        this.cache = cache;
    }

    /**
     * What is to be described.
     *
     * @param series that it consists of
     * @param units whose studies the caller sees
     * @param charset what the texts are in where their label is wrong
     */
    record Wanted(Scope scope, List<SeriesVersion> series, Set<String> units, Optional<String> charset) {}

    InstanceMetadata metadata() {
        return metadata;
    }

    CompletionStage<Optional<String>> charset(Scope scope) {
        return charsets.of(scope.study());
    }

    /** The compressed file. */
    CompletionStage<Path> file(Wanted wanted) {
        if (wanted.scope().series() != null || wanted.series().size() == 1) {
            return series(wanted, wanted.series().getFirst());
        }
        String version = wanted.series() + wanted.charset().orElse("");
        return cache.get(new FileCache.Name("study " + wanted.scope().study(), version), out -> join(wanted, out));
    }

    private CompletionStage<Path> series(Wanted wanted, SeriesVersion series) {
        var name = new FileCache.Name("series " + wanted.scope().study() + " " + series.uid(),
                series.version() + wanted.charset().orElse(""));
        return cache.get(name, out -> describe(wanted, series, out));
    }

    private void describe(Wanted wanted, SeriesVersion series, OutputStream out) throws IOException {
        long begin = System.nanoTime();
        List<KeptObject> instances = await(objects.objects(Scope.series(wanted.scope().study(), series.uid()),
                wanted.units(), MOST_INSTANCES + 1));
        if (instances.size() > MOST_INSTANCES) {
            throw InstanceRoutes.tooMany(MOST_INSTANCES);
        }
        begin();
        try (OutputStream gzip = compressing(out)) {
            metadata.write(instances, wanted.charset().orElse(null), gzip);
        } finally {
            describing.release();
        }
        LOG.debug("Described {} instances in {} ms", instances.size(), (System.nanoTime() - begin) / 1_000_000);
    }

    /** Waits until few others describe a series; whoever puts a study together waits here for each of its series only. */
    private void begin() throws IOException {
        try {
            if (!describing.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new ProblemException(Problem.unavailable("Too many series are being described; try again."));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private void join(Wanted wanted, OutputStream out) throws IOException {
        try (OutputStream gzip = compressing(out); var all = new ArrayJoin(gzip)) {
            for (SeriesVersion series : wanted.series()) {
                Path file = await(series(wanted, series));
                try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), PIECE)) {
                    all.add(in);
                }
            }
        }
    }

    /** Ends the compressed stream when it is closed, not what is below it. */
    private static OutputStream compressing(OutputStream out) throws IOException {
        return new BufferedOutputStream(new GZIPOutputStream(new Unclosed(out), PIECE), PIECE);
    }

    private static <T> T await(CompletionStage<T> stage) throws IOException {
        try {
            return stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("metadata take too long", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A stream that others still need. */
    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
