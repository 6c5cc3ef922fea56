/**
 * Takes instances over the web (STOW-RS, PS3.18 section 10.5). {@link org.lianzhen.gateway.http.dicomweb.store.StoreFeature} streams
 * the files of a request into the archive, several of them being made durable at once, and answers for each of them.
 */
@NullMarked
package org.lianzhen.gateway.http.dicomweb.store;

import org.jspecify.annotations.NullMarked;
