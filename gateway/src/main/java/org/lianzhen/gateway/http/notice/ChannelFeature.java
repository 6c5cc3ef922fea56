package org.lianzhen.gateway.http.notice;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Caller;
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
import org.lianzhen.gateway.http.VersionTag;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.notify.Channel;
import org.lianzhen.gateway.notify.ChannelDirectory;
import org.lianzhen.gateway.notify.ChannelException;
import org.lianzhen.gateway.notify.ChannelKind;
import org.lianzhen.gateway.notify.ChannelVersion;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.DutyPerson;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.notify.Message;

/** Routes below {@code /api/v1/channels}. */
public final class ChannelFeature implements Feature {
    private static final String ROOT = "/api/v1/channels";
    private static final int LARGEST_DOCUMENT = 64 * 1024;
    private static final int VERSIONS_TOLD = 100;
    private static final int LONGEST = 200;
    private static final Duration TEST_LIMIT = Duration.ofSeconds(15);

    private final ChannelDirectory directory;
    private final Map<ChannelKind, Channel> channels;
    private final InstantSource clock;

    /** @param channels that tests go by */
    public ChannelFeature(ChannelDirectory directory, Map<ChannelKind, Channel> channels, InstantSource clock) {
        this.directory = directory;
        this.channels = Map.copyOf(channels);
        this.clock = clock;
    }

    @Override
    public String contract() {
        return "channels.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(ROOT).handler(Guard.of(Operation.EDIT_CHANNELS)).handler(
                request -> Answers.when(request, directory.newest(), version -> tell(request, version)));
        router.get(ROOT + "/versions").handler(Guard.of(Operation.EDIT_CHANNELS))
                .handler(request -> Answers.when(request, directory.versions(VERSIONS_TOLD),
                        all -> Answers.json(request, new JsonObject().put("items",
                                new JsonArray(all.stream().map(ChannelFeature::json).toList())))));
        router.put(ROOT).handler(Guard.of(Operation.EDIT_CHANNELS)).handler(Bodies.handler(2 * LARGEST_DOCUMENT))
                .handler(this::replace);
        router.post(ROOT + "/:kind/test").handler(Guard.of(Operation.EDIT_CHANNELS)).handler(Bodies.handler())
                .handler(this::test);
    }

    private static void tell(RoutingContext request, ChannelVersion version) {
        VersionTag.put(request, version.number());
        Answers.json(request, json(version));
    }

    private static JsonObject json(ChannelVersion version) {
        return new JsonObject().put("version", version.number()).put("author", version.author())
                .put("madeAt", version.madeAt().toString()).put("document", version.document());
    }

    private void replace(RoutingContext request) {
        Caller caller = Requests.caller(request);
        int number = VersionTag.wanted(request) + 1;
        var wanted = new ChannelVersion(number, caller.account(), Instant.EPOCH,
                Bodies.text(Bodies.json(request), "document", LARGEST_DOCUMENT));
        AuditEvent event = AuditEvent.success(caller.actor(Operation.EDIT_CHANNELS), AuditAction.CHANNEL_CHANGE,
                "channels/" + number);
        Answers.when(request, Explained.by(directory.replace(wanted, event), ChannelFeature::problem),
                added -> tell(request, added.orElseThrow(() -> new ProblemException(
                        Problem.stale("Somebody else has changed the channels: get them, and change those.")))));
    }

    private static @Nullable Problem problem(Throwable fault) {
        return fault instanceof ChannelException wrong
                ? Problem.unprocessable("channels", String.join("; ", wrong.problems()))
                : null;
    }

    /** One message at once, outside of every queue, so that whoever sets a channel up sees what becomes of it. */
    private void test(RoutingContext request) {
        ChannelKind kind = kind(request);
        Channel channel = channels.get(kind);
        Caller caller = Requests.caller(request);
        DutyPerson person = person(Bodies.json(request), caller);
        if (channel == null || !kind.reaches(person)) {
            throw new ProblemException(Problem.unprocessable("no-address",
                    "Nobody can be reached on this channel without a phone number or mail address."));
        }
        AuditEvent event = AuditEvent
                .success(caller.actor(Operation.EDIT_CHANNELS), AuditAction.CHANNEL_TEST, "channels/" + kind)
                .with(Map.of("account", person.account(), "phone", person.maskedPhone()));
        Answers.audited(request, event, () -> Answers.when(request,
                sent(channel, new Message(UUID.randomUUID(), matter(caller), clock.instant(), person)),
                outcome -> Answers.json(request, json(outcome))));
    }

    private static CompletionStage<Channel.Outcome> sent(Channel channel, Message message) {
        return channel.send(message).toCompletableFuture().copy().completeOnTimeout(
                new Channel.Outcome.Failed("no answer in time"), TEST_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Matter matter(Caller caller) {
        return new Matter("test", "channel-test", caller.unit(), Urgency.ROUTINE, new Matter.Subject("", Map.of()),
                Ladder.of(new Ladder.Step(Duty.SYSTEM, caller.unit(), TEST_LIMIT)));
    }

    private static DutyPerson person(JsonObject body, Caller caller) {
        String account = text(body, "account");
        return new DutyPerson(account.isEmpty() ? caller.account() : account, text(body, "phone"),
                text(body, "mail"));
    }

    private static String text(JsonObject body, String name) {
        return body.getValue(name) == null ? "" : Bodies.text(body, name, LONGEST);
    }

    private static ChannelKind kind(RoutingContext request) {
        String name = String.valueOf(request.pathParam("kind")).toUpperCase(Locale.ROOT);
        return Stream.of(ChannelKind.values()).filter(kind -> kind.name().equals(name)).findFirst()
                .orElseThrow(() -> new ProblemException(Problem.notFound("no-such-channel",
                        "Channels are " + List.of(ChannelKind.values()) + ".")));
    }

    private static JsonObject json(Channel.Outcome outcome) {
        return switch (outcome) {
            case Channel.Outcome.Delivered(String detail) -> json("DELIVERED", detail);
            case Channel.Outcome.Refused(String detail) -> json("REFUSED", detail);
            case Channel.Outcome.Failed(String detail) -> json("FAILED", detail);
        };
    }

    private static JsonObject json(String outcome, String detail) {
        return new JsonObject().put("outcome", outcome).put("detail", detail);
    }
}
