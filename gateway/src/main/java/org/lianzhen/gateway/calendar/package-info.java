/**
 * When people work, and by when something is due: working hours, holidays and make-up days as a document that administrators edit.
 *
 * <p>{@link org.lianzhen.gateway.calendar.CalendarDirectory} has the one in force, {@link org.lianzhen.gateway.calendar.WorkCalendar}
 * counts by it, {@link org.lianzhen.gateway.calendar.TimeLimit} is a limit of either clock.
 */
@NullMarked
package org.lianzhen.gateway.calendar;

import org.jspecify.annotations.NullMarked;
