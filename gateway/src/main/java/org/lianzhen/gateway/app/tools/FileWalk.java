package org.lianzhen.gateway.app.tools;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.io.DataSetException;

/**
 * Walks through files, folder trees and DICOMDIRs on a thread of its own. A few files at most are found ahead of time, so it
 * makes no difference how many there are.
 */
final class FileWalk implements AutoCloseable {
    private static final int AHEAD = 256;

    private final BlockingQueue<Optional<Found>> found = new ArrayBlockingQueue<>(AHEAD);
    private final List<Path> roots;
    private final Thread walker;
    private final Thread counter;

    /**
     * Begins to walk.
     *
     * @param roots files, folders, DICOMDIRs
     * @param total told how many files there are, as soon as that is known, on another thread
     */
    FileWalk(List<Path> roots, LongConsumer total) {
        this.roots = List.copyOf(roots);
        this.walker = Thread.ofVirtual().name("file-walk").start(this::walk);
        this.counter = Thread.ofVirtual().name("file-count").start(() -> count(total));
    }

    /** The next one; empty at the end, and then always. */
    Optional<Found> next() throws InterruptedException {
        Optional<Found> next = found.take();
        if (next.isEmpty()) {
            found.put(next);
        }
        return next;
    }

    @Override
    public void close() {
        walker.interrupt();
        counter.interrupt();
    }

    /** Takes what is found. */
    private interface Finder {
        void take(Found one) throws InterruptedException;
    }

    private void walk() {
        try {
            visitAll(one -> found.put(Optional.of(one)));
            found.put(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody listens any more
        }
    }

    private void count(LongConsumer total) {
        long[] count = { 0 };
        try {
            visitAll(one -> {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                count[0]++;
            });
            total.accept(count[0]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody listens any more
        }
    }

    private void visitAll(Finder finder) throws InterruptedException {
        for (Path root : roots) {
            try {
                visit(root, finder);
            } catch (IOException | DataSetException e) {
                finder.take(new Found.Unreadable(root, e));
            }
        }
    }

    private static void visit(Path root, Finder finder) throws IOException, InterruptedException {
        if (Files.isDirectory(root)) {
            var visitor = new Visitor(finder);
            Files.walkFileTree(root, visitor);
            if (visitor.interruption != null) {
                throw visitor.interruption;
            }
        } else if (!Files.exists(root)) {
            throw new NoSuchFileException(root.toString());
        } else if (DicomDirectory.isOne(root)) {
            for (Found one : DicomDirectory.files(root)) {
                finder.take(one);
            }
        } else {
            finder.take(new Found.File(root, true));
        }
    }

    /**
     * A DICOMDIR in a folder says nothing that the folder does not. Links to files count as these; links to folders could lead
     * round in circles.
     */
    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Finder finder;
        private @Nullable InterruptedException interruption;

        Visitor(Finder finder) {
            this.finder = finder;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (DicomDirectory.hasItsName(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink() && !Files.exists(file)) {
                return visitFileFailed(file, new NoSuchFileException(file.toString()));
            }
            return Files.isRegularFile(file) ? tell(new Found.File(file, false)) : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException fault) {
            return tell(new Found.Unreadable(file, fault));
        }

        private FileVisitResult tell(Found one) {
            try {
                finder.take(one);
                return FileVisitResult.CONTINUE;
            } catch (InterruptedException e) {
                interruption = e;
                return FileVisitResult.TERMINATE;
            }
        }
    }
}
