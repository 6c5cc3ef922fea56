package org.lianzhen.gateway.http.dicomweb.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.json.MultipartException;

/**
 * One request on its way. Reads no faster than the storage takes, answers when every complete file is settled, and keeps what
 * is complete when the rest never comes.
 */
final class StoreRequest {
    private enum State {
        READING, SETTLING, DONE
    }

    private final HttpServerRequest request;
    private final UploadedFiles files;
    private final StoreAnswer answer;
    private State state = State.READING;
    private boolean paused;
    private @Nullable String broken;
    private boolean lost;

    StoreRequest(RoutingContext routed, UploadedFiles files, StoreAnswer answer) {
        this.request = routed.request();
        this.files = files;
        this.answer = answer;
    }

    void run(BodyType type) {
        Body body = Body.of(type, files);
        files.onChange(this::changed);
        request.exceptionHandler(fault -> lost());
        request.endHandler(ended -> end(body));
        request.handler(bytes -> feed(body, bytes));
        request.resume();
    }

    private void feed(Body body, Buffer bytes) {
        if (state != State.READING) {
            return;
        }
        try {
            body.feed(((BufferInternal) bytes).getByteBuf());
            if (!paused && !files.isReady()) {
                paused = true;
                request.pause();
            }
        } catch (MultipartException e) {
            broken(e);
        }
    }

    private void end(Body body) {
        if (state == State.READING) {
            try {
                body.end();
                settle();
            } catch (MultipartException e) {
                broken(e);
            }
        }
    }

    private void broken(MultipartException fault) {
        broken = fault.getMessage();
        settle();
    }

    /** Whoever sent this will not hear the answer, and may send everything again. */
    private void lost() {
        lost = true;
        if (state == State.READING) {
            settle();
        }
    }

    private void settle() {
        state = State.SETTLING;
        files.abort();
        changed();
    }

    private void changed() {
        if (state == State.SETTLING && files.areSettled()) {
            state = State.DONE;
            answer.give(new StoreOutcome(files.results(), broken), lost);
        } else if (state == State.READING && paused && files.isReady()) {
            paused = false;
            request.resume();
        }
    }
}
