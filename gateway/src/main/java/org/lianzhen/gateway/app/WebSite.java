package org.lianzhen.gateway.app;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.lianzhen.gateway.http.HttpFront;

/** Puts together what the web serves. */
final class WebSite {
    private WebSite() {}

    static HttpFront.Site of() {
        return new HttpFront.Site(List.of(),
                (token, source) -> CompletableFuture.completedStage(Optional.empty()));
    }
}
