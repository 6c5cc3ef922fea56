package org.lianzhen.gateway.archive.conflict;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.Acceptance.ParkReason;

/**
 * An instance that contradicts what is here, and what one must know to decide.
 *
 * @param unit code of the unit that decides: the owner of what it contradicts
 * @param state {@code PARKED} while nobody has decided; else {@code ACTIVE}, {@code SUPERSEDED} or {@code REJECTED}
 * @param matter why it is parked
 * @param parked what it says of itself
 * @param inForce the version of the same SOP Instance UID that is in force; null when none is
 * @param studyPatient the patient of the study that its Study Instance UID belongs to
 */
public record ParkedInstance(String unit, String state, Matter matter, Version parked, @Nullable Version inForce,
        Patient studyPatient) {

    /**
     * Why it is parked.
     *
     * @param emergency it was routed at once, with a warning
     * @param findings attributes and frames in which it differs, or why nobody can tell; empty when nothing was compared
     */
    public record Matter(ParkReason reason, boolean emergency, Instant parkedAt, List<String> findings) {
        public Matter {
            findings = List.copyOf(findings);
        }
    }

    /** A patient as an instance or the index names them. */
    public record Patient(String issuer, String patientId, String name, String birthDate, String sex) {}

    /**
     * One version of an instance.
     *
     * @param id our identifier
     * @param number in the order in which versions came
     */
    public record Version(UUID id, int number, Patient patient, Place place, Content content) {}

    /** Where a version belongs, and what it is said to show. */
    public record Place(String studyInstanceUid, String studyDate, String studyDescription, String seriesInstanceUid,
            String modality, String seriesDescription) {}

    /**
     * What a version consists of.
     *
     * @param bytes of the kept object
     * @param source AE title or account that sent it
     */
    public record Content(String sopClassUid, String sopInstanceUid, String transferSyntaxUid, @Nullable Integer rows,
            @Nullable Integer columns, @Nullable Integer numberOfFrames, long bytes, String sha256, String source,
            Instant receivedAt) {}
}
