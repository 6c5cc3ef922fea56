/** Routes over the web: to see which are in force, and to put others in force. */
@NullMarked
package org.lianzhen.gateway.http.route;

import org.jspecify.annotations.NullMarked;
