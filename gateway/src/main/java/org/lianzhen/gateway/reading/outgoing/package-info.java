/**
 * Signed reports on their way out: what is made of each, once and the same every time, and what became of it.
 *
 * <p>{@link org.lianzhen.gateway.reading.outgoing.Outgoing} is the door.
 */
@NullMarked
package org.lianzhen.gateway.reading.outgoing;

import org.jspecify.annotations.NullMarked;
