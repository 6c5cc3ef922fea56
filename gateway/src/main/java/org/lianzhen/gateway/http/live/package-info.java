/** News for browsers over one WebSocket each: what has changed, and what a person must know. Patients are never named in them. */
@NullMarked
package org.lianzhen.gateway.http.live;

import org.jspecify.annotations.NullMarked;
