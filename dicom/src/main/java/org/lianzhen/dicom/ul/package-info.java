/**
 * The DICOM upper-layer state machine (PS3.8 section 9.2) as pure data: 13 states x 19 events -> action and next state.
 * Whoever owns a connection performs the actions; nothing here touches a network, a timer or a thread.
 *
 * <p><b>Traps and where they are tested.</b> Every pair of state and event: {@code TransitionTableTest}. Release collisions, no
 * abort after an abort: {@code AssociationScenariosTest}. Two peers that do what they like: {@code TwoPeersTest}.
 */
@NullMarked
package org.lianzhen.dicom.ul;

import org.jspecify.annotations.NullMarked;
