/** Audit events as the audit messages of DICOM (PS3.15 section A.5). */
@NullMarked
package org.lianzhen.gateway.audit.message;

import org.jspecify.annotations.NullMarked;
