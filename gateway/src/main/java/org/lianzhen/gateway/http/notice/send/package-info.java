/** Tells people by calling programs over HTTP: webhooks of the hospital, and gateways for short messages. */
@NullMarked
package org.lianzhen.gateway.http.notice.send;

import org.jspecify.annotations.NullMarked;
