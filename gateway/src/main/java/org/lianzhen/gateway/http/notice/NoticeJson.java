package org.lianzhen.gateway.http.notice;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.notify.Attempt;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.notify.Message;
import org.lianzhen.gateway.notify.Notice;
import org.lianzhen.gateway.notify.NoticeWords;

/** Notices as the contract writes them. */
public final class NoticeJson {
    private NoticeJson() {}

    static JsonObject of(Notice notice) {
        Notice.Progress progress = notice.progress();
        Notice.Ending ending = progress.ending();
        var ladder = new JsonArray();
        for (Ladder.Step step : notice.matter().ladder().steps()) {
            ladder.add(new JsonObject().put("duty", step.duty().name()).put("unit", step.unit()).put("seconds",
                    step.each().toSeconds()).put("account", step.account()));
        }
        return matter(notice.matter()).put("id", notice.id().toString()).put("raisedAt", notice.raisedAt().toString())
                .put("state", progress.state().name()).put("ladder", ladder).put("step", progress.step())
                .put("told", new JsonArray(progress.told().stream().sorted().toList()))
                .put("nextAt", text(progress.nextAt())).put("endedAt", ending == null ? null : ending.at().toString())
                .put("endedBy", ending == null ? null : ending.by())
                .put("endedReason", ending == null ? null : ending.reason());
    }

    /** As the page of the person is sent it. */
    public static JsonObject of(Message message) {
        return matter(message.matter()).put("id", message.notice().toString()).put("raisedAt",
                message.raisedAt().toString());
    }

    private static JsonObject matter(Matter matter) {
        var words = new JsonObject();
        for (Locale language : new Locale[]{ Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH }) {
            NoticeWords in = NoticeWords.in(language);
            words.put(language.getLanguage(),
                    new JsonObject().put("title", in.title(matter)).put("text", in.text(matter)));
        }
        return new JsonObject().put("kind", matter.kind()).put("unit", matter.unit())
                .put("urgency", matter.urgency().name()).put("reference", matter.subject().reference())
                .put("words", words);
    }

    /** Numbers are masked: who was told matters here, and not how to reach them. */
    static JsonObject of(Attempt attempt) {
        return new JsonObject().put("step", attempt.step()).put("account", attempt.person().account())
                .put("channel", attempt.channel().name())
                .put("phone", attempt.person().maskedPhone()).put("state", attempt.state().name())
                .put("tries", attempt.tries().count()).put("madeAt", attempt.tries().madeAt().toString())
                .put("nextAt", text(attempt.tries().nextAt())).put("endedAt", text(attempt.tries().endedAt()))
                .put("detail", attempt.detail());
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
