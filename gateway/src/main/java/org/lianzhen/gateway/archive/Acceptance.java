package org.lianzhen.gateway.archive;

/** What became of an instance that the archive was given. In every case its bytes are durable. */
public sealed interface Acceptance {

    /** It is new. */
    record Stored() implements Acceptance {}

    /**
     * The very same bytes were here; one copy is kept.
     *
     * @param kept key of the object that held them
     */
    record Duplicate(String kept) implements Acceptance {}

    /**
     * It contradicts what is here, and waits as a version of its own until a person decides. Nothing of what was here is
     * changed.
     *
     * @param version number, in the order in which versions of the same SOP Instance UID came
     */
    record Parked(int version, ParkReason reason) implements Acceptance {}

    /** What a parked instance contradicts. */
    enum ParkReason {
        /** Another content has its SOP Instance UID. */
        CONTENT_DIFFERS,
        /** Its study belongs to another patient. */
        PATIENT_DIFFERS,
        /** Its SOP Instance UID belongs to another study or series. */
        PLACE_DIFFERS,
        /** It has the UID of an instance in another transfer syntax; whether the content differs is being found out. */
        SYNTAX_DIFFERS,
        /** As before, and its content cannot be compared: it, or what is here, cannot be decoded. */
        NOT_COMPARABLE
    }
}
