/** Mutual recognition over the web: to ask at the moment of ordering, to decide, and to try a case. */
@NullMarked
package org.lianzhen.gateway.http.recognition;

import org.jspecify.annotations.NullMarked;
