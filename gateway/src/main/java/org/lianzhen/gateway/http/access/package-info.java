/** Emergencies, in which somebody opens a study that is not theirs to see, and what others think of it afterwards. */
@NullMarked
package org.lianzhen.gateway.http.access;

import org.jspecify.annotations.NullMarked;
