/** Commands that ask a running gateway over the web: deliveries, nodes, routes. They know nothing but its contract. */
@NullMarked
package org.lianzhen.gateway.app.remote;

import org.jspecify.annotations.NullMarked;
