/**
 * Audit events as tables. {@link org.lianzhen.gateway.postgres.audit.AuditRows} lets every transaction write events of its own;
 * {@link org.lianzhen.gateway.postgres.audit.AuditSealer} gives them their places in the chain afterwards.
 */
@NullMarked
package org.lianzhen.gateway.postgres.audit;

import org.jspecify.annotations.NullMarked;
