package org.lianzhen.dicom.service;

/** An operation we perform that may last: a query or a retrieval. Called on the association's event loop. */
interface Operation {

    /** The peer wants it to stop; it still owes its final response. */
    void cancel();

    /** The association has ended; nobody waits for an answer any more. */
    void abandon();
}
