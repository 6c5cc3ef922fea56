/** Parked instances and alerts over the web: to see them, and to decide on them for one's own unit. */
@NullMarked
package org.lianzhen.gateway.http.conflict;

import org.jspecify.annotations.NullMarked;
