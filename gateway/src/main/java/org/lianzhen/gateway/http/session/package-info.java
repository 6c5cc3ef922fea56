/** Log-in and what people do with their own sessions and passwords. */
@NullMarked
package org.lianzhen.gateway.http.session;

import org.jspecify.annotations.NullMarked;
