/** The contract of everything that is served, put together from those of the features (OpenAPI 3.1). */
@NullMarked
package org.lianzhen.gateway.http.contract;

import org.jspecify.annotations.NullMarked;
