/** Results of storage commitments as a table. */
@NullMarked
package org.lianzhen.gateway.postgres.query;

import org.jspecify.annotations.NullMarked;
