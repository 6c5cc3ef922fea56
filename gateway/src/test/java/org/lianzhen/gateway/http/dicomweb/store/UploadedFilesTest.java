package org.lianzhen.gateway.http.dicomweb.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.archive.ObjectStore;
import org.lianzhen.gateway.archive.ObjectWriter;
import org.lianzhen.gateway.archive.StoredObject;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.intake.TestFile;
import org.lianzhen.gateway.intake.Uploaded;
import org.lianzhen.gateway.intake.Uploads;

/** How much of a request is read while what was read before is not durable yet. */
class UploadedFilesTest {
    private static final Uploads.Uploader UPLOADER = new Uploads.Uploader(
            new AuditEvent.Actor("tech", "TECHNOLOGIST", "TS1", "127.0.0.1"), "https://x", null);

    private final Vertx vertx = Vertx.vertx();
    private final SlowStore store = new SlowStore();
    private final InFlight inFlight = new InFlight();
    private final Uploads uploads = new Uploads(store, new Implementation("1.2.9", "OURS"), () -> false);

    @AfterEach
    void close() {
        Await.result(vertx.close().toCompletionStage());
    }

    /** Makes nothing durable until it is told to. */
    private static final class SlowStore implements ObjectStore {
        private final List<CompletableFuture<Acceptance>> commits = new ArrayList<>();
        private boolean writable = true;
        private Runnable onWritable = () -> {};

        @Override
        public ObjectWriter begin(Executor owner, ByteBuf head, Runnable whenWritable) {
            head.release();
            onWritable = whenWritable;
            return new Writer();
        }

        @Override
        public void close() {}

        private final class Writer implements ObjectWriter {
            @Override
            public void write(ByteBuf chunk) {
                chunk.release();
            }

            @Override
            public boolean isWritable() {
                return writable;
            }

            @Override
            public CompletionStage<StoredObject> commit() {
                throw new AssertionError("an instance goes into the index");
            }

            @Override
            public CompletionStage<Acceptance> commit(InstanceEntry entry) {
                commits.add(new CompletableFuture<>());
                return commits.getLast();
            }

            @Override
            public void discard() {}
        }
    }

    private UploadedFiles files() {
        return new UploadedFiles(uploads, UPLOADER, vertx, inFlight);
    }

    private static void send(UploadedFiles files, int number, int extra) {
        files.begin();
        files.write(Unpooled.wrappedBuffer(extra == 0 ? TestFile.of("1.2.3", "1.2.3.1", "1.2.3.1." + number)
                : TestFile.headOfLarge("1.2.3.1." + number, extra)));
        files.write(Unpooled.wrappedBuffer(new byte[extra]));
        files.end();
    }

    @Test
    void waitsWhenManyFilesWaitAndGoesOnWhenOneIsDurable() {
        UploadedFiles files = files();
        var changes = new AtomicInteger();
        files.onChange(changes::incrementAndGet);
        int sent = 0;
        while (files.isReady()) {
            send(files, sent++, 0);
        }
        assertThat(sent).isEqualTo(128);
        assertThat(files.areSettled()).isFalse();
        store.commits.get(5).complete(new Acceptance.Duplicate("kept"));
        assertThat(files.isReady()).isTrue();
        assertThat(changes).hasValue(1);
        store.commits.forEach(commit -> commit.complete(new Acceptance.Stored()));
        assertThat(files.areSettled()).isTrue();
        assertThat(files.results()).hasSize(128).allMatch(Uploaded.Kept.class::isInstance);
        assertThat(((Uploaded.Kept) files.results().get(5)).acceptance()).isEqualTo(new Acceptance.Duplicate("kept"));
        assertThat(((Uploaded.Kept) files.results().get(7)).instance().sopInstanceUid()).isEqualTo("1.2.3.1.7");
    }

    @Test
    void waitsWhenMuchIsInMemoryOfThisRequestOrOfAll() {
        UploadedFiles one = files();
        int sent = 0;
        while (one.isReady()) {
            send(one, sent++, 1 << 20);
        }
        assertThat(sent).isEqualTo(16);
        UploadedFiles other = files();
        inFlight.add(64L << 20);
        assertThat(other.isReady()).as("one at a time goes always").isTrue();
        send(other, 100, 0);
        assertThat(other.isReady()).isFalse();
        inFlight.add(-(64L << 20));
        assertThat(other.isReady()).isTrue();
        store.commits.forEach(commit -> commit.complete(new Acceptance.Stored()));
        assertThat(one.isReady()).isTrue();
    }

    @Test
    void waitsWhileTheStoreTakesNothing() {
        UploadedFiles files = files();
        var changes = new AtomicInteger();
        files.onChange(changes::incrementAndGet);
        files.begin();
        files.write(Unpooled.wrappedBuffer(TestFile.headOfLarge("1.2.3.1.1", 1000)));
        store.writable = false;
        assertThat(files.isReady()).isFalse();
        store.writable = true;
        store.onWritable.run();
        assertThat(changes).hasValue(1);
        assertThat(files.isReady()).isTrue();
        files.abort();
        assertThat(files.areSettled()).isTrue();
        assertThat(files.results()).isEmpty();
    }
}
