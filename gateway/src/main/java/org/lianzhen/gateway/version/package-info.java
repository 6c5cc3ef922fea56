/** Documents that people write and that are kept version by version, each with its author; the newest one is in force. */
@NullMarked
package org.lianzhen.gateway.version;

import org.jspecify.annotations.NullMarked;
