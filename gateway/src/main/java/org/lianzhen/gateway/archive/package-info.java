/**
 * Where received objects are kept: a store that acknowledges an object only when a power cut can no longer take it away.
 *
 * <p>{@link org.lianzhen.gateway.archive.ObjectStore} is the port, {@link org.lianzhen.gateway.archive.FileObjectStore}
 * keeps objects as files. Objects stream through in constant memory, whatever their size.
 */
@NullMarked
package org.lianzhen.gateway.archive;

import org.jspecify.annotations.NullMarked;
