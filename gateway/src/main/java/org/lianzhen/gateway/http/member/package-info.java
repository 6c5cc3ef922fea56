/** The members over the web: the whole document and its items, their versions and what differs between them. */
@NullMarked
package org.lianzhen.gateway.http.member;

import org.jspecify.annotations.NullMarked;
