/**
 * Words that are ready to be put into reports: templates for an item, and phrases; shared by a centre, or of one reader alone.
 */
@NullMarked
package org.lianzhen.gateway.reading.template;

import org.jspecify.annotations.NullMarked;
