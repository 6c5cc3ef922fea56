/** Deliveries over the web: how far they are, and what people want done about them. */
@NullMarked
package org.lianzhen.gateway.http.delivery;

import org.jspecify.annotations.NullMarked;
