/**
 * HL7 v2 messages of hospital information systems, over MLLP.
 *
 * <p>{@link org.lianzhen.gateway.hl7.MllpServer} takes frames and hands them to {@link org.lianzhen.gateway.hl7.Messages}, which reads
 * them on a virtual thread, has their orders placed, and only then says that they were taken.
 */
@NullMarked
package org.lianzhen.gateway.hl7;

import org.jspecify.annotations.NullMarked;
