/** Who is on duty, over the web. */
@NullMarked
package org.lianzhen.gateway.http.roster;

import org.jspecify.annotations.NullMarked;
