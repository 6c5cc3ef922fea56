/** The patient index as tables: identifiers, links, what was decided about them, and proposals. */
@NullMarked
package org.lianzhen.gateway.postgres.patient;

import org.jspecify.annotations.NullMarked;
