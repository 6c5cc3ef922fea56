/**
 * The retrieve transactions, known as WADO-RS (PS3.18 section 10.4), and the URI service, known as WADO-URI (section 9).
 *
 * <p>{@link org.lianzhen.gateway.http.dicomweb.retrieve.RetrieveFeature} mounts all of them. A request is answered in four
 * steps: what is meant ({@code Scopes}), what the client takes ({@code Accept}), what we have and may give ({@code InstanceBodies}),
 * and how that gets onto the line: by {@code sendfile(2)} where a file goes out as it is on a line without TLS, else by a
 * {@code Pump}.
 */
@NullMarked
package org.lianzhen.gateway.http.dicomweb.retrieve;

import org.jspecify.annotations.NullMarked;
