/** Links by which people without an account see one study for a time. */
@NullMarked
package org.lianzhen.gateway.access.share;

import org.jspecify.annotations.NullMarked;
