/** Notices, attempts to tell people of them, rosters and channels as tables. */
@NullMarked
package org.lianzhen.gateway.postgres.notify;

import org.jspecify.annotations.NullMarked;
