/**
 * Instances that contradict others: found out, shown to people, decided by them. Nothing is overwritten or deleted.
 *
 * <p>{@link org.lianzhen.gateway.archive.conflict.Comparer} finds out whether an instance that came again in another transfer
 * syntax has the same content, {@link org.lianzhen.gateway.archive.conflict.ParkedInstances} is where a person decides, and
 * {@link org.lianzhen.gateway.archive.conflict.Alerts} is what tells them that they must.
 */
@NullMarked
package org.lianzhen.gateway.archive.conflict;

import org.jspecify.annotations.NullMarked;
