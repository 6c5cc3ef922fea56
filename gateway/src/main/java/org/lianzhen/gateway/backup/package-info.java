/**
 * Copies of everything a data folder holds, taken while the gateway serves, and put back into an empty one.
 *
 * <p>{@link org.lianzhen.gateway.backup.Backup} takes a set, {@link org.lianzhen.gateway.backup.Restore} puts one back,
 * {@link org.lianzhen.gateway.backup.ArchiveCheck} compares what is kept with its digests. All of it blocks, on a thread of its own. A set
 * is the database first and the images afterwards: images never change and are durable before their rows are, so that every
 * row of the copy has its image.
 */
@NullMarked
package org.lianzhen.gateway.backup;

import org.jspecify.annotations.NullMarked;
