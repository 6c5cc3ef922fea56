package org.lianzhen.gateway.http;

import io.vertx.core.json.JsonObject;
import org.lianzhen.gateway.access.SessionStore;

/** Sessions as their owners and the administrators of accounts see them. */
public final class SessionJson {
    private SessionJson() {}

    public static JsonObject of(SessionStore.Open open) {
        return new JsonObject().put("id", open.id().toString()).put("source", open.source())
                .put("openedAt", open.openedAt().toString()).put("lastUsedAt", open.lastUsedAt().toString())
                .put("endsAt", open.endsAt().toString());
    }
}
