/** What the running gateway tells about itself: counters, gauges and timers, never about a patient. */
@NullMarked
package org.lianzhen.gateway.observe;

import org.jspecify.annotations.NullMarked;
