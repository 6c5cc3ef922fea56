/** What every command needs to talk to people: language, messages, tables, progress, and text that is safe to show. */
@NullMarked
package org.lianzhen.gateway.app.terminal;

import org.jspecify.annotations.NullMarked;
