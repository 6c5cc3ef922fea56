/** The link doctor over the web. */
@NullMarked
package org.lianzhen.gateway.http.link;

import org.jspecify.annotations.NullMarked;
