/**
 * The queue of a centre: which studies it is to read, by when, and who has each of them in hand.
 *
 * <p>{@link org.lianzhen.gateway.reading.queue.ReadingMove} says what may become of a study in it,
 * {@link org.lianzhen.gateway.reading.queue.ReadingRules} how long that may take and which centre reads what.
 */
@NullMarked
package org.lianzhen.gateway.reading.queue;

import org.jspecify.annotations.NullMarked;
