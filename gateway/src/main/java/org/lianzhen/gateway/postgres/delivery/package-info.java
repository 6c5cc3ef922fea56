/** Deliveries in PostgreSQL: work, leases and outcomes. */
@NullMarked
package org.lianzhen.gateway.postgres.delivery;

import org.jspecify.annotations.NullMarked;
