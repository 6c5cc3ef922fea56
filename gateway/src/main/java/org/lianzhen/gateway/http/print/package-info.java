/** What leaves on paper. */
@NullMarked
package org.lianzhen.gateway.http.print;

import org.jspecify.annotations.NullMarked;
