/**
 * Who must know of something, by which channel, one person after the other until somebody has taken it.
 *
 * <p>{@link org.lianzhen.gateway.notify.Notices} is the door for features that have something to tell,
 * {@link org.lianzhen.gateway.notify.NoticeWork} carries it to people, {@link org.lianzhen.gateway.notify.Roster} says who is on duty.
 */
@NullMarked
package org.lianzhen.gateway.notify;

import org.jspecify.annotations.NullMarked;
