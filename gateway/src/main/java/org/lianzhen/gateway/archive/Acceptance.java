package org.lianzhen.gateway.archive;

/** What became of an instance that the archive was given. In every case its bytes are durable. */
public sealed interface Acceptance {

    /** It is new. */
    record Stored() implements Acceptance {}

    /** The very same bytes were here; the second copy is not kept. */
    record Duplicate() implements Acceptance {}

    /**
     * It contradicts what is here, and waits as a version of its own until a person decides.
     *
     * @param version number, from 2 on
     */
    record Parked(int version, ParkReason reason) implements Acceptance {}

    /** What a parked instance contradicts. */
    enum ParkReason {
        /** Another content has its SOP Instance UID. */
        CONTENT_DIFFERS,
        /** Its study belongs to another patient. */
        PATIENT_DIFFERS,
        /** Its SOP Instance UID belongs to another study or series. */
        PLACE_DIFFERS
    }
}
