/** The audit log over the web, for those who look into it. */
@NullMarked
package org.lianzhen.gateway.http.audit;

import org.jspecify.annotations.NullMarked;
