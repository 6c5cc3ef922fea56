/**
 * Typed settings of the server. They come from flags, else the environment, else a file, else their defaults, and all
 * problems with them are told at once.
 */
@NullMarked
package org.lianzhen.gateway.config;

import org.jspecify.annotations.NullMarked;
