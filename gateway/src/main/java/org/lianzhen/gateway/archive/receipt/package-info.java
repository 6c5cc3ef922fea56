/** How far studies have come in: whether more is on its way, or one of the rules says that a study is whole. */
@NullMarked
package org.lianzhen.gateway.archive.receipt;

import org.jspecify.annotations.NullMarked;
