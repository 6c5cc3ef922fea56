package org.lianzhen.gateway.http.notice.send;

import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.notify.Channel;
import org.lianzhen.gateway.notify.ChannelFiles;
import org.lianzhen.gateway.notify.ChannelSettings;
import org.lianzhen.gateway.notify.Message;
import org.lianzhen.gateway.notify.NoticeWords;

/** Tells the duty phone, by whatever gateway for short messages there is: how it is asked is data. */
public final class SmsChannel implements Channel {
    private static final Pattern PLACE = Pattern.compile("\\$\\{(phone|text|secret)}");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MOST_TOLD = 200;

    private final Calls calls;
    private final ChannelFiles files;
    private final Supplier<ChannelSettings> settings;

    /** @param deadline for a call */
    public SmsChannel(Vertx vertx, Supplier<ChannelSettings> settings, ChannelFiles files, Duration deadline) {
        this.calls = new Calls(vertx, files, deadline);
        this.files = files;
        this.settings = settings;
    }

    @Override
    public CompletionStage<Outcome> send(Message message) {
        ChannelSettings.Sms sms = settings.get().sms();
        if (sms == null) {
            return CompletableFuture.completedStage(Sending.NOT_SET_UP);
        }
        return Sending.send(calls, () -> call(sms, message), answer -> outcome(sms, message, answer));
    }

    /** What a gateway says may quote the number. */
    private static Outcome outcome(ChannelSettings.Sms sms, Message message, Call.Answer answer) {
        String told = answer.body().substring(0, Math.min(answer.body().length(), MOST_TOLD))
                .replace(message.person().phone(), message.person().maskedPhone());
        String said = "HTTP " + answer.status() + " " + told;
        if (answer.isTaken() && sms.success().matcher(answer.body()).find()) {
            return new Outcome.Delivered(said);
        }
        return answer.isRefused() ? new Outcome.Refused(said) : new Outcome.Failed(said);
    }

    private Call call(ChannelSettings.Sms sms, Message message) throws IOException {
        ChannelSettings.Template request = sms.request();
        NoticeWords words = NoticeWords.in(Locale.SIMPLIFIED_CHINESE);
        Map<String, String> values = Map.of("phone", message.person().phone(), "text",
                "【联诊】" + words.title(message.matter()) + "：" + words.text(message.matter()), "secret",
                secret(sms.secret()));
        Map<String, String> headers = new HashMap<>();
        request.headers()
                .forEach(header -> headers.put(header.name(), filled(header.value(), values, SmsChannel::inHeader)));
        return new Call(request.method(), filled(request.url(), values, SmsChannel::inUrl), headers,
                filled(request.body(), values, escaping(headers)), sms.issuers());
    }

    private String secret(@Nullable String file) throws IOException {
        return file == null ? "" : files.lines(file, 1).getFirst();
    }

    /** As the kind of content that the headers name wants it. */
    private static UnaryOperator<String> escaping(Map<String, String> headers) {
        String type = headers.entrySet().stream().filter(header -> "Content-Type".equalsIgnoreCase(header.getKey()))
                .map(Map.Entry::getValue).findFirst().orElse("");
        return type.startsWith(FORM) ? SmsChannel::inUrl : SmsChannel::inJson;
    }

    private static String filled(String template, Map<String, String> values, UnaryOperator<String> escaping) {
        return PLACE.matcher(template).replaceAll(place -> Matcher
                .quoteReplacement(escaping.apply(values.getOrDefault(place.group(1), ""))));
    }

    private static String inUrl(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String inHeader(String text) {
        return text.replaceAll("[\\r\\n]", " ");
    }

    private static String inJson(String text) {
        String quoted = Json.encode(text);
        return quoted.substring(1, quoted.length() - 1);
    }
}
