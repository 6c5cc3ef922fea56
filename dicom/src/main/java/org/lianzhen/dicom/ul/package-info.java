/**
 * The DICOM upper-layer state machine (PS3.8 section 9.2) as pure data: 13 states x 19 events -> action and next state.
 * Whoever owns a connection performs the actions; nothing here touches a network, a timer or a thread.
 */
@NullMarked
package org.lianzhen.dicom.ul;

import org.jspecify.annotations.NullMarked;
