/** How the gateway fares: health for supervisors, metrics for Prometheus, live counters for administrators. */
@NullMarked
package org.lianzhen.gateway.http.operations;

import org.jspecify.annotations.NullMarked;
