/**
 * Critical values: findings that somebody who treats the patient must know of at once, and that nobody lets go of before they have been
 * read back and something was done.
 *
 * <p>{@link org.lianzhen.gateway.reading.critical.CriticalMove} says what may become of one,
 * {@link org.lianzhen.gateway.reading.critical.CriticalRules} what is one and how long each step may take.
 */
@NullMarked
package org.lianzhen.gateway.reading.critical;

import org.jspecify.annotations.NullMarked;
