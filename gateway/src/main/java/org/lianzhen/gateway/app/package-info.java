/** The program: command line, start and stop, and wiring by constructors. */
@NullMarked
package org.lianzhen.gateway.app;

import org.jspecify.annotations.NullMarked;
