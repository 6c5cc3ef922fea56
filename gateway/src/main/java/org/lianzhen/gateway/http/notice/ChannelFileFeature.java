package org.lianzhen.gateway.http.notice;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Explained;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.notify.ChannelDirectory;
import org.lianzhen.gateway.notify.ChannelException;
import org.lianzhen.gateway.notify.ChannelFile;
import org.lianzhen.gateway.notify.ChannelFiles;

/** What channels keep secret: it is replaced here, and told to nobody. */
public final class ChannelFileFeature implements Feature {
    private static final String ROOT = "/api/v1/channels/files";

    private final ChannelDirectory directory;
    private final ChannelFiles files;

    public ChannelFileFeature(ChannelDirectory directory, ChannelFiles files) {
        this.directory = directory;
        this.files = files;
    }

    @Override
    public String contract() {
        return "channel-files.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(ROOT).handler(Guard.of(Operation.EDIT_CHANNELS)).handler(this::list);
        router.put(ROOT + "/:name").handler(Guard.of(Operation.EDIT_CHANNELS))
                .handler(Bodies.handler(2 * ChannelFile.LONGEST))
                .handler(this::replace);
    }

    private void list(RoutingContext request) {
        List<ChannelFile> named = directory.settings().files();
        Answers.when(request, Answers.aside(() -> named.stream().map(files::look).toList()),
                all -> Answers.json(request, new JsonObject().put("items",
                        new JsonArray(all.stream().map(ChannelFileFeature::json).toList()))));
    }

    private static JsonObject json(ChannelFile.Found found) {
        Instant changedAt = found.changedAt();
        return new JsonObject().put("name", found.file().name()).put("holds", found.file().holds().name())
                .put("state", found.state().name()).put("changedAt", changedAt == null ? null : changedAt.toString());
    }

    private void replace(RoutingContext request) {
        ChannelFile file = named(String.valueOf(request.pathParam("name")));
        String content = Bodies.text(Bodies.json(request), "content", ChannelFile.LONGEST);
        AuditEvent event = AuditEvent.success(Requests.caller(request).actor(Operation.EDIT_CHANNELS),
                AuditAction.CHANNEL_CHANGE, "channels/files/" + file.name());
        Answers.audited(request, event, () -> Answers.when(request,
                Explained.by(Answers.aside(() -> written(file, content)), ChannelFileFeature::problem),
                found -> Answers.json(request, json(found))));
    }

    private ChannelFile.Found written(ChannelFile file, String content) {
        try {
            files.replace(file, content);
            return files.look(file);
        } catch (IOException | ChannelException e) {
            throw new CompletionException(e);
        }
    }

    private static @Nullable Problem problem(Throwable fault) {
        return switch (fault) {
            case ChannelException wrong -> Problem.unprocessable("channel-file", Objects.toString(wrong.getMessage()));
            case IOException _ -> Problem.unavailable("The data folder does not take the file.");
            default -> null;
        };
    }

    /** No others, so that nobody fills the disk with files that nothing reads. */
    private ChannelFile named(String name) {
        return directory.settings().files().stream().filter(file -> file.name().equals(name)).findFirst()
                .orElseThrow(() -> new ProblemException(Problem.notFound("no-such-file",
                        "No channel names this file: save the channel first.")));
    }
}
