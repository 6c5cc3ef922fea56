/** Routes in PostgreSQL. */
@NullMarked
package org.lianzhen.gateway.postgres.route;

import org.jspecify.annotations.NullMarked;
