package org.lianzhen.dicom.net;

/**
 * Which roles the requestor of an association may take for a SOP class (PS3.7 D.3.3.4). Without negotiation it is SCU and
 * the acceptor SCP.
 *
 * @param scu
 *            whether the requestor may invoke operations of the class
 * @param scp
 *            whether the requestor may perform them, as C-GET needs for storage
 */
public record Roles(boolean scu, boolean scp) {
    /** What holds without negotiation. */
    public static final Roles DEFAULT = new Roles(true, false);
}
