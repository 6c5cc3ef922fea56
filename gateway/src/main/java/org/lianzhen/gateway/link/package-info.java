/**
 * The link doctor: finds out step by step whether a DICOM node can be reached and takes images, and says in plain words what is wrong
 * and what to do about it.
 */
@NullMarked
package org.lianzhen.gateway.link;

import org.jspecify.annotations.NullMarked;
