/**
 * What people do with images that they read.
 *
 * <p>{@link org.lianzhen.gateway.reading.MarkStore} keeps what somebody has drawn, measured and chosen on the images of a study,
 * {@link org.lianzhen.gateway.reading.PreferenceStore} how somebody likes to look at images.
 */
@NullMarked
package org.lianzhen.gateway.reading;

import org.jspecify.annotations.NullMarked;
