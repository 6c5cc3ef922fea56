/** The archive's index as tables: patients, studies, series, instances, and the arrivals that delivery consumes. */
@NullMarked
package org.lianzhen.gateway.postgres.archive;

import org.jspecify.annotations.NullMarked;
