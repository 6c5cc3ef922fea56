package org.lianzhen.gateway.http.notice.send;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.lianzhen.gateway.notify.Channel;
import org.lianzhen.gateway.notify.ChannelFiles;
import org.lianzhen.gateway.notify.ChannelSettings;
import org.lianzhen.gateway.notify.Message;
import org.lianzhen.gateway.notify.NoticeWords;

/**
 * Tells a program of the hospital, by JSON. The header X-Lianzhen-Signature is the HMAC-SHA-256 of the time in X-Lianzhen-Timestamp (in
 * seconds since 1970), a dot and the body; whoever takes messages refuses those with another one, and those that are minutes old.
 */
public final class WebhookChannel implements Channel {
    private static final String HMAC = "HmacSHA256";

    private final Calls calls;
    private final ChannelFiles files;
    private final Supplier<ChannelSettings> settings;
    private final InstantSource clock;

    /** Which messages are signed with, and as of when. */
    public record Signing(ChannelFiles files, InstantSource clock) {}

    /** @param deadline for a call */
    public WebhookChannel(Vertx vertx, Supplier<ChannelSettings> settings, Signing signing, Duration deadline) {
        this.calls = new Calls(vertx, signing.files(), deadline);
        this.files = signing.files();
        this.settings = settings;
        this.clock = signing.clock();
    }

    @Override
    public CompletionStage<Outcome> send(Message message) {
        ChannelSettings.Webhook webhook = settings.get().webhook();
        if (webhook == null) {
            return CompletableFuture.completedStage(Sending.NOT_SET_UP);
        }
        return Sending.send(calls, () -> call(webhook, message), WebhookChannel::outcome);
    }

    private static Outcome outcome(Call.Answer answer) {
        String said = "HTTP " + answer.status();
        if (answer.isTaken()) {
            return new Outcome.Delivered(said);
        }
        return answer.isRefused() ? new Outcome.Refused(said) : new Outcome.Failed(said);
    }

    private Call call(ChannelSettings.Webhook webhook, Message message) throws IOException {
        String body = json(message).encode();
        String timestamp = String.valueOf(clock.instant().getEpochSecond());
        String key = files.lines(webhook.secret(), 1).getFirst();
        return new Call("POST", webhook.url().toString(), Map.of("Content-Type", "application/json",
                "X-Lianzhen-Timestamp", timestamp, "X-Lianzhen-Signature",
                "sha256=" + signature(key, timestamp + "." + body)), body, webhook.issuers());
    }

    static String signature(String key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    private static JsonObject json(Message message) {
        JsonObject body = new JsonObject().put("notice", message.notice().toString())
                .put("kind", message.matter().kind()).put("unit", message.matter().unit())
                .put("urgency", message.matter().urgency().name())
                .put("reference", message.matter().subject().reference())
                .put("raisedAt", message.raisedAt().toString()).put("account", message.person().account());
        for (Locale language : new Locale[]{ Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH }) {
            NoticeWords words = NoticeWords.in(language);
            body.put(language.getLanguage(), new JsonObject().put("title", words.title(message.matter())).put("text",
                    words.text(message.matter())));
        }
        return body;
    }
}
