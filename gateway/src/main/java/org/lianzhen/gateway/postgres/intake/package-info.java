/** Proposals for mislabelled texts as tables, and the changes to the index that accepting one makes. */
@NullMarked
package org.lianzhen.gateway.postgres.intake;

import org.jspecify.annotations.NullMarked;
