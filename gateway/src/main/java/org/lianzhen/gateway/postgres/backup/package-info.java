/** Backups of the database while it serves, and the records of them. */
@NullMarked
package org.lianzhen.gateway.postgres.backup;

import org.jspecify.annotations.NullMarked;
