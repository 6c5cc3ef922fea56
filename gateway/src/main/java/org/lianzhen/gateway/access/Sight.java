package org.lianzhen.gateway.access;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who sees patients in full. Those who treat or read them do; everybody else sees masked values, and some of them may have one
 * patient shown in full, which is on record.
 */
public final class Sight {
    private static final Set<Role> FULL = EnumSet.of(Role.VILLAGE_DOCTOR, Role.TOWNSHIP_DOCTOR, Role.CLINICIAN,
            Role.TECHNOLOGIST, Role.RADIOLOGIST, Role.SENIOR_RADIOLOGIST, Role.CENTRE_DIRECTOR, Role.EXPERT,
            Role.GUEST_EXPERT, Role.PATIENT);
    private static final Set<Role> REVEALING = EnumSet.of(Role.COORDINATOR, Role.QC_OFFICER);

    private Sight() {}

    /** Whether values that tell who a patient is are hidden from the caller. */
    public static boolean isMasked(Caller caller) {
        return caller.roles().stream().noneMatch(FULL::contains);
    }

    /** Whether the caller may have a patient shown in full. */
    public static boolean mayReveal(Caller caller) {
        return !isMasked(caller) || caller.roles().stream().anyMatch(REVEALING::contains);
    }

    /** Whether the caller sees reports that only their writer has signed. A patient is told what two have agreed on. */
    public static boolean seesPreliminary(Caller caller) {
        return !caller.roles().equals(Set.of(Role.PATIENT));
    }
}
