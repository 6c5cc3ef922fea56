/** Orders over the web: placing, finding, changing and cancelling them. */
@NullMarked
package org.lianzhen.gateway.http.order;

import org.jspecify.annotations.NullMarked;
