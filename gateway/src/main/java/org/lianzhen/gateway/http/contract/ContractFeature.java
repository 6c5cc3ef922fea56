package org.lianzhen.gateway.http.contract;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.gateway.http.Feature;

/** Hands out the contract at {@code /api/v1/openapi.json}. */
public final class ContractFeature implements Feature {
    private static final String PATH = "/api/v1/openapi.json";

    private final Buffer document;

    /** @param others all features that are served besides this one */
    public ContractFeature(List<Feature> others) {
        List<Feature> all = new ArrayList<>(others);
        all.add(this);
        this.document = Contract.of(all).toBuffer();
    }

    @Override
    public void mount(Router router) {
        router.get(PATH).handler(request -> request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(document));
    }
}
