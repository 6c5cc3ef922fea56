/** Orders and what came of them, as tables. */
@NullMarked
package org.lianzhen.gateway.postgres.order;

import org.jspecify.annotations.NullMarked;
