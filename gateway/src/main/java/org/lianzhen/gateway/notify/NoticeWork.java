package org.lianzhen.gateway.notify;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries notices to people, in steps that somebody calls again and again. Several processes share the work; what one leaves unfinished
 * another does, so that a message may come twice but never not at all.
 */
public final class NoticeWork {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeWork.class);

    /** What was on its way when somebody turned the channel off. */
    private static final Channel OFF = message -> CompletableFuture
            .completedStage(new Channel.Outcome.Refused("this channel is turned off"));

    private final NoticeStore store;
    private final Map<ChannelKind, Channel> channels;
    private final Supplier<Set<ChannelKind>> configured;
    private final Time time;

    /** By which clock, and how hard channels are tried. */
    public record Time(InstantSource clock, SendPace pace) {}

    /** @param configured channels that administrators have set up at this moment */
    public NoticeWork(NoticeStore store, Map<ChannelKind, Channel> channels, Supplier<Set<ChannelKind>> configured,
            Time time) {
        this.store = store;
        this.channels = Map.copyOf(channels);
        this.configured = configured;
        this.time = time;
    }

    /** Lets one matter climb that is due. @return how many did */
    public CompletionStage<Integer> climb() {
        Instant now = time.clock().instant();
        return store.climb(now, standing -> Climb.next(standing, now), ways());
    }

    /** A page may be open at any time, so that there always is one. */
    private Set<ChannelKind> ways() {
        Set<ChannelKind> ways = EnumSet.of(ChannelKind.BROWSER);
        ways.addAll(configured.get());
        return ways;
    }

    /** Sends what is due on one channel. @return how many tries there were */
    public CompletionStage<Integer> send(ChannelKind kind) {
        Channel way = channels.get(kind);
        if (way == null) {
            return CompletableFuture.completedStage(0);
        }
        Channel channel = ways().contains(kind) ? way : OFF;
        return store.lease(kind, time.clock().instant(), time.pace().term()).thenCompose(all -> {
            List<CompletableFuture<Void>> sent = all.stream()
                    .map(one -> send(kind, channel, one).toCompletableFuture()).toList();
            return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).thenApply(done -> all.size());
        });
    }

    private CompletionStage<Void> send(ChannelKind kind, Channel channel, Attempt.Leased attempt) {
        return CompletableFuture.completedFuture(attempt.message()).thenCompose(channel::send).copy()
                .completeOnTimeout(new Channel.Outcome.Failed("no answer in time"),
                        time.pace().deadline().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(fault -> new Channel.Outcome.Failed(String.valueOf(fault)))
                .thenCompose(outcome -> {
                    LOG.info("Notice {} to {} by {}: {}", attempt.message().notice(), attempt.message().person(), kind,
                            outcome);
                    return store.report(report(attempt, outcome), time.clock().instant());
                });
    }

    private Attempt.Report report(Attempt.Leased attempt, Channel.Outcome outcome) {
        return switch (outcome) {
            case Channel.Outcome.Delivered(String detail) -> new Attempt.Report(attempt, Attempt.State.DELIVERED,
                    detail, null);
            case Channel.Outcome.Refused(String detail) -> new Attempt.Report(attempt, Attempt.State.FAILED, detail,
                    null);
            case Channel.Outcome.Failed(String detail) -> attempt.tries() >= time.pace().tries()
                    ? new Attempt.Report(attempt, Attempt.State.FAILED, detail, null)
                    : new Attempt.Report(attempt, Attempt.State.PENDING, detail,
                            time.clock().instant().plus(time.pace().pauseAfter(attempt.tries())));
        };
    }
}
