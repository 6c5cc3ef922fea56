package org.lianzhen.gateway.http;

import io.vertx.ext.web.Router;

/** A part of what is served. Mounted once for every event loop, so it keeps no state of a single request. */
public interface Feature {

    /** Adds its routes. */
    void mount(Router router);

    /** Name of the resource, beside the feature's class, that holds its part of the OpenAPI contract. */
    default String contract() {
        return "openapi.yaml";
    }
}
