/** What people do with images, as tables. */
@NullMarked
package org.lianzhen.gateway.postgres.reading;

import org.jspecify.annotations.NullMarked;
