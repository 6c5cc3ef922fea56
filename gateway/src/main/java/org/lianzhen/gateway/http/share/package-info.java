/** Links by which patients see their studies. */
@NullMarked
package org.lianzhen.gateway.http.share;

import org.jspecify.annotations.NullMarked;
