/** What people do with images, over HTTP. */
@NullMarked
package org.lianzhen.gateway.http.reading;

import org.jspecify.annotations.NullMarked;
