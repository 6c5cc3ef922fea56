/** DICOM tools for people: {@code lianzhen dicom echo|send|find|get|dump}. */
@NullMarked
package org.lianzhen.gateway.app.tools;

import org.jspecify.annotations.NullMarked;
