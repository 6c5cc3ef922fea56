package org.lianzhen.dicom.pdu;

/**
 * SCP/SCU role selection (PS3.7 annex D.3.3.4, item 54H): roles of the association requestor, in the request what it
 * proposes and in the answer what was accepted.
 *
 * @param sopClassUid the SOP class or meta SOP class
 * @param scu whether the requestor is to be SCU
 * @param scp whether the requestor is to be SCP
 */
public record RoleSelection(String sopClassUid, boolean scu, boolean scp) {
    public RoleSelection {
        Checks.uid(sopClassUid, "SOP class");
    }
}
