/** Documents that are kept version by version. */
@NullMarked
package org.lianzhen.gateway.postgres.version;

import org.jspecify.annotations.NullMarked;
