/** Proposals for mislabelled texts over HTTP. */
@NullMarked
package org.lianzhen.gateway.http.charset;

import org.jspecify.annotations.NullMarked;
