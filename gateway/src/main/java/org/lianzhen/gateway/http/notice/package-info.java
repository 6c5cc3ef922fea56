/** Notices and the channels on which people are told, over the web. */
@NullMarked
package org.lianzhen.gateway.http.notice;

import org.jspecify.annotations.NullMarked;
