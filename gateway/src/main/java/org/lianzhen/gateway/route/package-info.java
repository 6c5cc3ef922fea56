/**
 * Where instances go, and why: routes as data, evaluated purely. A {@link org.lianzhen.gateway.route.Subject} and one version of
 * the {@link org.lianzhen.gateway.route.Routes} give a {@link org.lianzhen.gateway.route.Plan}, which tells of every route what
 * became of it.
 */
@NullMarked
package org.lianzhen.gateway.route;

import org.jspecify.annotations.NullMarked;
