package org.lianzhen.gateway.http.route;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import org.lianzhen.gateway.route.Destination;
import org.lianzhen.gateway.route.Route;
import org.lianzhen.gateway.route.Routes;

/** Routes as the contract writes them for those who may not see the document: how a destination is reached is not among it. */
final class RouteJson {
    private RouteJson() {}

    static JsonObject of(Routes routes) {
        return new JsonObject().put("version", routes.version())
                .put("routes", new JsonArray(routes.routes().stream().map(RouteJson::of).toList()))
                .put("destinations", new JsonArray(routes.destinations().stream()
                        .sorted(Comparator.comparing(Destination::code)).map(RouteJson::of).toList()));
    }

    private static JsonObject of(Route route) {
        return new JsonObject().put("code", route.code()).put("name", route.name()).put("state", route.state().name())
                .put("destinations", new JsonArray(route.destinations()));
    }

    private static JsonObject of(Destination destination) {
        return new JsonObject().put("code", destination.code()).put("unit", destination.unit())
                .put("overwrites", destination.overwrites());
    }
}
