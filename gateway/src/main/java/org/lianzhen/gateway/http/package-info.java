/**
 * The web server: what all features share of it. {@link org.lianzhen.gateway.http.HttpFront} serves the
 * {@link org.lianzhen.gateway.http.Feature}s that it is given; each has a subpackage of its own with its routes and its part of
 * the contract.
 *
 * <p>A feature mounts routes in this way: {@code router.get("/api/v1/things").handler(Guard.of(Operation.VIEW_THINGS))
 * .handler(this::list)}. A handler takes the caller from {@link org.lianzhen.gateway.http.Requests}, answers through
 * {@link org.lianzhen.gateway.http.Answers}, and throws {@link org.lianzhen.gateway.http.ProblemException} for what it refuses;
 * other failures become problems by themselves. Bodies are read by {@link org.lianzhen.gateway.http.Bodies}. The contract of a
 * feature is the file {@code openapi.yaml} beside its class, with {@code paths} and {@code components} as in OpenAPI 3.1.
 */
@NullMarked
package org.lianzhen.gateway.http;

import org.jspecify.annotations.NullMarked;
