package org.lianzhen.gateway.access;

import static org.lianzhen.gateway.access.Operation.CHANGE_DELIVERIES;
import static org.lianzhen.gateway.access.Operation.EDIT_ACCOUNTS;
import static org.lianzhen.gateway.access.Operation.EDIT_AGREEMENTS;
import static org.lianzhen.gateway.access.Operation.EDIT_CALENDAR;
import static org.lianzhen.gateway.access.Operation.EDIT_CHANNELS;
import static org.lianzhen.gateway.access.Operation.EDIT_NODES;
import static org.lianzhen.gateway.access.Operation.EDIT_ROSTERS;
import static org.lianzhen.gateway.access.Operation.EDIT_ROUTES;
import static org.lianzhen.gateway.access.Operation.EDIT_SYSTEM_ROSTERS;
import static org.lianzhen.gateway.access.Operation.EXAMINE_LINKS;
import static org.lianzhen.gateway.access.Operation.EXPORT_STUDIES;
import static org.lianzhen.gateway.access.Operation.LINK_PATIENTS;
import static org.lianzhen.gateway.access.Operation.OVERSEE_DELIVERIES;
import static org.lianzhen.gateway.access.Operation.OVERSEE_NOTICES;
import static org.lianzhen.gateway.access.Operation.READ_AUDIT;
import static org.lianzhen.gateway.access.Operation.SEARCH_PATIENTS;
import static org.lianzhen.gateway.access.Operation.SEARCH_STUDIES;
import static org.lianzhen.gateway.access.Operation.SETTLE_CONFLICTS;
import static org.lianzhen.gateway.access.Operation.SETTLE_RECEIPTS;
import static org.lianzhen.gateway.access.Operation.STORE_STUDIES;
import static org.lianzhen.gateway.access.Operation.VIEW_CONFLICTS;
import static org.lianzhen.gateway.access.Operation.VIEW_DELIVERIES;
import static org.lianzhen.gateway.access.Operation.VIEW_MEMBERS;
import static org.lianzhen.gateway.access.Operation.VIEW_NOTICES;
import static org.lianzhen.gateway.access.Operation.VIEW_OPERATIONS;
import static org.lianzhen.gateway.access.Operation.VIEW_ROSTERS;
import static org.lianzhen.gateway.access.Operation.VIEW_STUDIES;

import java.util.Set;

/** Decides who may do what; what is not allowed here is forbidden. Whose data may be touched is a question to the members. */
public final class Policy {
    private static final Set<Operation> READING = Set.of(SEARCH_STUDIES, VIEW_STUDIES);
    private static final Set<Operation> READING_AND_EXPORT = Set.of(SEARCH_STUDIES, VIEW_STUDIES, EXPORT_STUDIES,
            SEARCH_PATIENTS);

    /** Whoever may be on duty is told things, and sees who else is. */
    private static final Set<Operation> ON_DUTY = Set.of(VIEW_ROSTERS, VIEW_NOTICES);

    private Policy() {}

    public static boolean permits(Caller caller, Operation operation) {
        return caller.roles().stream().anyMatch(role -> permits(role, operation));
    }

    static boolean permits(Role role, Operation operation) {
        return operations(role).contains(operation) || duties(role).contains(operation);
    }

    /** What is about being on duty, and about time. */
    private static Set<Operation> duties(Role role) {
        return switch (role) {
            case VILLAGE_DOCTOR, TOWNSHIP_DOCTOR, CLINICIAN, TECHNOLOGIST, RADIOLOGIST, SENIOR_RADIOLOGIST, EXPERT,
                    COORDINATOR, QC_OFFICER -> ON_DUTY;
            case CENTRE_DIRECTOR -> Set.of(VIEW_ROSTERS, VIEW_NOTICES, EDIT_ROSTERS, OVERSEE_NOTICES);
            case OFFICE -> Set.of(VIEW_ROSTERS, VIEW_NOTICES, OVERSEE_NOTICES, EDIT_CALENDAR);
            case SYS_ADMIN -> Set.of(VIEW_ROSTERS, VIEW_NOTICES, OVERSEE_NOTICES, EDIT_SYSTEM_ROSTERS, EDIT_CALENDAR,
                    EDIT_CHANNELS);
            case SECURITY_ADMIN -> Set.of(VIEW_ROSTERS, VIEW_NOTICES, EDIT_SYSTEM_ROSTERS);
            case AUDITOR, AUDIT_ADMIN, BOARD_MEMBER, SUPERVISOR, HIS -> Set.of();
        };
    }

    private static Set<Operation> operations(Role role) {
        return switch (role) {
            case VILLAGE_DOCTOR, EXPERT -> READING;
            case TOWNSHIP_DOCTOR, CLINICIAN, RADIOLOGIST, SENIOR_RADIOLOGIST -> READING_AND_EXPORT;
            case TECHNOLOGIST -> Set.of(SEARCH_STUDIES, VIEW_STUDIES, EXPORT_STUDIES, STORE_STUDIES, SEARCH_PATIENTS,
                    LINK_PATIENTS, VIEW_CONFLICTS, SETTLE_CONFLICTS, VIEW_DELIVERIES, CHANGE_DELIVERIES,
                    SETTLE_RECEIPTS);
            case CENTRE_DIRECTOR -> Set.of(SEARCH_STUDIES, VIEW_STUDIES, EXPORT_STUDIES, SEARCH_PATIENTS,
                    LINK_PATIENTS, VIEW_CONFLICTS, SETTLE_CONFLICTS, VIEW_MEMBERS, VIEW_DELIVERIES, CHANGE_DELIVERIES,
                    SETTLE_RECEIPTS);
            case OFFICE -> Set.of(VIEW_MEMBERS, EDIT_AGREEMENTS);
            case SYS_ADMIN -> Set.of(VIEW_MEMBERS, EDIT_NODES, VIEW_OPERATIONS, VIEW_DELIVERIES, CHANGE_DELIVERIES,
                    OVERSEE_DELIVERIES, EDIT_ROUTES, EXAMINE_LINKS);
            case SECURITY_ADMIN -> Set.of(VIEW_MEMBERS, EDIT_ACCOUNTS);
            case AUDITOR, AUDIT_ADMIN -> Set.of(READ_AUDIT);
            case COORDINATOR, QC_OFFICER, BOARD_MEMBER, SUPERVISOR, HIS -> Set.of();
        };
    }
}
