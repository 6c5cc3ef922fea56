/**
 * Who did what to which patient data. Every feature writes events; nobody changes or removes one.
 *
 * <p>{@link org.lianzhen.gateway.audit.AuditLog} takes an {@link org.lianzhen.gateway.audit.AuditEvent},
 * {@link org.lianzhen.gateway.audit.AuditTrail} reads them and tells whether one is missing. Events name objects by
 * identifiers that are no patient's, such as Study Instance UIDs.
 */
@NullMarked
package org.lianzhen.gateway.audit;

import org.jspecify.annotations.NullMarked;
