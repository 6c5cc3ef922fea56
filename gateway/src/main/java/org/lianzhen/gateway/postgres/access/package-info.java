/** Accounts and log-in sessions as tables. */
@NullMarked
package org.lianzhen.gateway.postgres.access;

import org.jspecify.annotations.NullMarked;
