/** Reports as pages for printing. */
@NullMarked
package org.lianzhen.gateway.pdf;

import org.jspecify.annotations.NullMarked;
