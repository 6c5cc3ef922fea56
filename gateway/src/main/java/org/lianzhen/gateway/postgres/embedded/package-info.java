/**
 * A real PostgreSQL server that this program unpacks, starts, watches and stops, with its data below the data folder.
 *
 * <p>{@link org.lianzhen.gateway.postgres.embedded.EmbeddedPostgres} is the door. Nothing here weakens durability:
 * {@code fsync} and {@code synchronous_commit} stay on, and the server is reachable on loopback only, by password.
 */
@NullMarked
package org.lianzhen.gateway.postgres.embedded;

import org.jspecify.annotations.NullMarked;
