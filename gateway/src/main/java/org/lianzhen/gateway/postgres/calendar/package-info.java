/** Versions of the calendar as a table. */
@NullMarked
package org.lianzhen.gateway.postgres.calendar;

import org.jspecify.annotations.NullMarked;
