/**
 * PostgreSQL: the pool, the migrations, and what the features' stores look like as tables.
 *
 * <p>One subpackage per feature; {@code embedded} runs a server of our own.
 */
@NullMarked
package org.lianzhen.gateway.postgres;

import org.jspecify.annotations.NullMarked;
