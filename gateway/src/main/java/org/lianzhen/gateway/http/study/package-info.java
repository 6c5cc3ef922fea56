/** Studies over HTTP for our own client, whose questions name patients and so never stand in an address. */
@NullMarked
package org.lianzhen.gateway.http.study;

import org.jspecify.annotations.NullMarked;
