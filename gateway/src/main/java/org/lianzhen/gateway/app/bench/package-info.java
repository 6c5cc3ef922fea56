/**
 * Benchmarks of the receiving side beside a peer in the same run. Server CPU time is read from the operating system; the
 * load comes from threads that write ready-made bytes, so that it costs little and is the same for both servers.
 */
@NullMarked
package org.lianzhen.gateway.app.bench;

import org.jspecify.annotations.NullMarked;
