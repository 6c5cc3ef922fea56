package org.lianzhen.gateway.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.http.live.Live;
import org.lianzhen.gateway.http.notice.NoticeJson;
import org.lianzhen.gateway.notify.Browsers;
import org.lianzhen.gateway.notify.Message;

/** Notices in the pages that people have open; each page takes the words in its person's language. */
record LiveBrowsers(Live live) implements Browsers {
    @Override
    public CompletionStage<Boolean> show(String account, Message message) {
        return CompletableFuture.completedStage(live.toAccount(account, "notice", NoticeJson.of(message)));
    }
}
