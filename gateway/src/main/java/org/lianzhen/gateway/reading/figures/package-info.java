/** Figures of a centre: how long reading takes, how much of it is in time, and how far writers and approvers agree. */
@NullMarked
package org.lianzhen.gateway.reading.figures;

import org.jspecify.annotations.NullMarked;
