/** The administration of accounts over the web. */
@NullMarked
package org.lianzhen.gateway.http.account;

import org.jspecify.annotations.NullMarked;
