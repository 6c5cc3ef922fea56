/** Tells people by electronic mail. */
@NullMarked
package org.lianzhen.gateway.mail;

import org.jspecify.annotations.NullMarked;
