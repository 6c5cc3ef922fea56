/** Hands the built web client to browsers: its page for every address of a page, and its files as they were compressed when it was built. */
@NullMarked
package org.lianzhen.gateway.http.client;

import org.jspecify.annotations.NullMarked;
