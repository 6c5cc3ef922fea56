/** What the demonstration county holds: a few generated studies of people who do not exist. */
@NullMarked
package org.lianzhen.gateway.app.demo;

import org.jspecify.annotations.NullMarked;
