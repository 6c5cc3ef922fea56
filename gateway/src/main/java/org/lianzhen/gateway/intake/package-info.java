/** Takes instances of peers and uploaded files into the archive: bytes as they came, acknowledged only when they are safe. */
@NullMarked
package org.lianzhen.gateway.intake;

import org.jspecify.annotations.NullMarked;
