/** Versions of the members as a table. */
@NullMarked
package org.lianzhen.gateway.postgres.member;

import org.jspecify.annotations.NullMarked;
