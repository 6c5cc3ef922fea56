/**
 * Reports on studies: drafts, which are kept while they are written, and signed versions, which never change.
 *
 * <p>{@link org.lianzhen.gateway.reading.report.ReportDesk} is the door.
 */
@NullMarked
package org.lianzhen.gateway.reading.report;

import org.jspecify.annotations.NullMarked;
