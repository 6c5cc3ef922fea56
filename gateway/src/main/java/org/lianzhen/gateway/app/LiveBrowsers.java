package org.lianzhen.gateway.app;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.http.live.Live;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.notify.Browsers;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.notify.Message;
import org.lianzhen.gateway.notify.NoticeWords;

/** Notices in the pages that people have open; each page takes the words in its person's language. */
record LiveBrowsers(Live live) implements Browsers {
    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    @Override
    public CompletionStage<Boolean> show(String account, Message message) {
        Matter matter = message.matter();
        var title = new JsonObject();
        var text = new JsonObject();
        for (Locale language : LANGUAGES) {
            NoticeWords words = NoticeWords.in(language);
            String name = language.equals(Locale.ENGLISH) ? "en" : "zh-CN";
            title.put(name, words.title(matter));
            text.put(name, words.text(matter));
        }
        return CompletableFuture.completedStage(live.toAccount(account, "notice",
                new JsonObject().put("id", message.notice().toString()).put("title", title).put("text", text)
                        .put("urgent", matter.urgency().compareTo(Urgency.URGENT) <= 0)
                        .put("at", message.raisedAt().toString())));
    }
}
