package org.lianzhen.dicom.net;

/**
 * A wish that the association reads nothing more from its socket for now. As long as one hold is taken nothing is read,
 * the idle and progress deadlines for the peer stand still, and TCP makes the peer wait.
 */
public interface ReadHold {
    /** Lets reading go on once every other hold is released too. May be called from any thread, any number of times. */
    void release();
}
