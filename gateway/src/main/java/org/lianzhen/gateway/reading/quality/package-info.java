/**
 * How good images are: readers give points for what {@link org.lianzhen.gateway.reading.quality.Criterion} names, rules make a grade of
 * them, and those who took the images see it.
 */
@NullMarked
package org.lianzhen.gateway.reading.quality;

import org.jspecify.annotations.NullMarked;
