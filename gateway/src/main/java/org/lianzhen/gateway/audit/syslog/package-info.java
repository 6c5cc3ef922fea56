/** Sends the audit log to a syslog server over TLS (RFC 5424, RFC 5425; PS3.15 section A.6). */
@NullMarked
package org.lianzhen.gateway.audit.syslog;

import org.jspecify.annotations.NullMarked;
