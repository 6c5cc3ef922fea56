/**
 * What somebody has asked to be examined: orders, from the moment they are placed until their images are here.
 *
 * <p>{@link org.lianzhen.gateway.order.OrderStore} keeps them, whoever placed them: a hospital information system by a message or a
 * request, or a doctor of a unit that has none.
 */
@NullMarked
package org.lianzhen.gateway.order;

import org.jspecify.annotations.NullMarked;
