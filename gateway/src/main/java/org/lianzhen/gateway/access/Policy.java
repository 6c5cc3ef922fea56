package org.lianzhen.gateway.access;

import static org.lianzhen.gateway.access.Operation.ACKNOWLEDGE_REPORTS;
import static org.lianzhen.gateway.access.Operation.ANNOTATE_STUDIES;
import static org.lianzhen.gateway.access.Operation.ANSWER_CRITICAL;
import static org.lianzhen.gateway.access.Operation.APPROVE_REPORTS;
import static org.lianzhen.gateway.access.Operation.BREAK_GLASS;
import static org.lianzhen.gateway.access.Operation.CERTIFY_UNITS;
import static org.lianzhen.gateway.access.Operation.CHANGE_DELIVERIES;
import static org.lianzhen.gateway.access.Operation.DIRECT_READINGS;
import static org.lianzhen.gateway.access.Operation.EDIT_ACCOUNTS;
import static org.lianzhen.gateway.access.Operation.EDIT_AGREEMENTS;
import static org.lianzhen.gateway.access.Operation.EDIT_CALENDAR;
import static org.lianzhen.gateway.access.Operation.EDIT_CATALOGUE;
import static org.lianzhen.gateway.access.Operation.EDIT_CHANNELS;
import static org.lianzhen.gateway.access.Operation.EDIT_NODES;
import static org.lianzhen.gateway.access.Operation.EDIT_READING_RULES;
import static org.lianzhen.gateway.access.Operation.EDIT_ROSTERS;
import static org.lianzhen.gateway.access.Operation.EDIT_ROUTES;
import static org.lianzhen.gateway.access.Operation.EDIT_SYSTEM_ROSTERS;
import static org.lianzhen.gateway.access.Operation.EXAMINE_LINKS;
import static org.lianzhen.gateway.access.Operation.EXPORT_STUDIES;
import static org.lianzhen.gateway.access.Operation.GRADE_IMAGES;
import static org.lianzhen.gateway.access.Operation.LINK_PATIENTS;
import static org.lianzhen.gateway.access.Operation.MATCH_ORDERS;
import static org.lianzhen.gateway.access.Operation.OVERSEE_NOTICES;
import static org.lianzhen.gateway.access.Operation.PLACE_ORDERS;
import static org.lianzhen.gateway.access.Operation.RAISE_CRITICAL;
import static org.lianzhen.gateway.access.Operation.READ_AUDIT;
import static org.lianzhen.gateway.access.Operation.RECOGNISE_RESULTS;
import static org.lianzhen.gateway.access.Operation.REVIEW_BREAK_GLASS;
import static org.lianzhen.gateway.access.Operation.SEARCH_PATIENTS;
import static org.lianzhen.gateway.access.Operation.SEARCH_STUDIES;
import static org.lianzhen.gateway.access.Operation.SETTLE_CONFLICTS;
import static org.lianzhen.gateway.access.Operation.SETTLE_RECEIPTS;
import static org.lianzhen.gateway.access.Operation.SHARE_STUDIES;
import static org.lianzhen.gateway.access.Operation.STORE_STUDIES;
import static org.lianzhen.gateway.access.Operation.VIEW_CATALOGUE;
import static org.lianzhen.gateway.access.Operation.VIEW_CONFLICTS;
import static org.lianzhen.gateway.access.Operation.VIEW_CRITICAL;
import static org.lianzhen.gateway.access.Operation.VIEW_DELIVERIES;
import static org.lianzhen.gateway.access.Operation.VIEW_FIGURES;
import static org.lianzhen.gateway.access.Operation.VIEW_MEMBERS;
import static org.lianzhen.gateway.access.Operation.VIEW_NOTICES;
import static org.lianzhen.gateway.access.Operation.VIEW_OPERATIONS;
import static org.lianzhen.gateway.access.Operation.VIEW_ORDERS;
import static org.lianzhen.gateway.access.Operation.VIEW_QUALITY;
import static org.lianzhen.gateway.access.Operation.VIEW_READINGS;
import static org.lianzhen.gateway.access.Operation.VIEW_RECOGNITION;
import static org.lianzhen.gateway.access.Operation.VIEW_REPORTS;
import static org.lianzhen.gateway.access.Operation.VIEW_ROSTERS;
import static org.lianzhen.gateway.access.Operation.VIEW_STUDIES;
import static org.lianzhen.gateway.access.Operation.WRITE_REPORTS;
import static org.lianzhen.gateway.access.Relation.AGREEMENT;
import static org.lianzhen.gateway.access.Relation.CASE;
import static org.lianzhen.gateway.access.Relation.CENTRE;
import static org.lianzhen.gateway.access.Relation.OWN_UNIT;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Decides who may do what with whose data; what is not allowed here is forbidden. This is the matrix of roles of the domain rules
 * as far as there are operations; what it grants masked or as figures only is granted by operations that mask and count.
 */
public final class Policy {
    private static final Set<Relation> OWN = EnumSet.of(OWN_UNIT);
    private static final Set<Relation> SHARED = EnumSet.of(OWN_UNIT, AGREEMENT, CENTRE);
    private static final Set<Relation> SHARED_OR_CASE = EnumSet.of(OWN_UNIT, AGREEMENT, CENTRE, CASE);
    private static final Set<Relation> CENTRES = EnumSet.of(OWN_UNIT, CENTRE);
    private static final Set<Relation> CASES = EnumSet.of(CASE);
    private static final Set<Relation> ALL = EnumSet.allOf(Relation.class);

    private static final Map<Role, Map<Operation, Set<Relation>>> MATRIX = matrix();

    private Policy() {}

    /** Whether a caller may do that with anybody's data at all. */
    public static boolean permits(Caller caller, Operation operation) {
        return caller.roles().stream().anyMatch(role -> permits(role, operation));
    }

    /** Whether a caller may do that with data that it has this relation to. */
    public static boolean permits(Caller caller, Operation operation, Relation relation) {
        return caller.roles().stream().anyMatch(role -> relations(role, operation).contains(relation));
    }

    /** What the roles allow with anybody's data. */
    public static Set<Operation> operations(Caller caller) {
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        caller.roles().forEach(role -> operations.addAll(rights(role).keySet()));
        return operations;
    }

    /** The roles that allow it with anybody's data. */
    public static Set<Role> roles(Operation operation) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (permits(role, operation)) {
                roles.add(role);
            }
        }
        return roles;
    }

    static boolean permits(Role role, Operation operation) {
        return !relations(role, operation).isEmpty();
    }

    static Set<Relation> relations(Role role, Operation operation) {
        return rights(role).getOrDefault(operation, Set.of());
    }

    /** To whose data DICOM nodes have access: to what their unit may read. */
    static Set<Relation> ofNodes() {
        return SHARED;
    }

    private static Map<Operation, Set<Relation>> rights(Role role) {
        return MATRIX.getOrDefault(role, Map.of());
    }

    private static Map<Role, Map<Operation, Set<Relation>>> matrix() {
        Map<Role, Map<Operation, Set<Relation>>> matrix = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            matrix.put(role, ofRole(role));
        }
        return matrix;
    }

    private static Map<Operation, Set<Relation>> ofRole(Role role) {
        return switch (role) {
            case VILLAGE_DOCTOR -> rights(SHARED_OR_CASE, SEARCH_STUDIES, VIEW_STUDIES, ANNOTATE_STUDIES)
                    .and(OWN, SEARCH_PATIENTS, VIEW_REPORTS, ACKNOWLEDGE_REPORTS, RECOGNISE_RESULTS)
                    .and(ALL, VIEW_CATALOGUE).onDuty().map();
            case TOWNSHIP_DOCTOR, CLINICIAN -> rights(SHARED_OR_CASE, SEARCH_STUDIES, VIEW_STUDIES, ANNOTATE_STUDIES)
                    .and(SHARED, EXPORT_STUDIES)
                    .and(OWN, SHARE_STUDIES, SEARCH_PATIENTS, LINK_PATIENTS, VIEW_ORDERS, PLACE_ORDERS, VIEW_REPORTS,
                            VIEW_CRITICAL,
                            ANSWER_CRITICAL, VIEW_QUALITY, ACKNOWLEDGE_REPORTS, RECOGNISE_RESULTS)
                    .and(ALL, BREAK_GLASS, VIEW_CATALOGUE).onDuty().map();
            case TECHNOLOGIST -> rights(OWN, SEARCH_STUDIES, VIEW_STUDIES, ANNOTATE_STUDIES, EXPORT_STUDIES,
                    STORE_STUDIES,
                    SEARCH_PATIENTS, LINK_PATIENTS, VIEW_CONFLICTS, SETTLE_CONFLICTS, VIEW_DELIVERIES,
                    CHANGE_DELIVERIES, SETTLE_RECEIPTS, VIEW_ORDERS, PLACE_ORDERS, MATCH_ORDERS, VIEW_REPORTS,
                    VIEW_CRITICAL, RAISE_CRITICAL, VIEW_QUALITY).onDuty()
                    .map();
            case RADIOLOGIST -> radiologist().map();
            case SENIOR_RADIOLOGIST -> radiologist().and(OWN, APPROVE_REPORTS, VIEW_FIGURES).map();
            case CENTRE_DIRECTOR -> director();
            case EXPERT -> rights(CASES, SEARCH_STUDIES, VIEW_STUDIES, ANNOTATE_STUDIES).onDuty().map();
            case GUEST_EXPERT -> rights(CASES, SEARCH_STUDIES, VIEW_STUDIES, ANNOTATE_STUDIES).map();
            case PATIENT -> rights(CASES, VIEW_STUDIES, VIEW_REPORTS).map();
            case OFFICE -> rights(ALL, VIEW_MEMBERS, EDIT_AGREEMENTS, EDIT_CALENDAR, VIEW_CATALOGUE, VIEW_RECOGNITION)
                    .and(OWN, OVERSEE_NOTICES)
                    .onDuty().map();
            case SYS_ADMIN -> rights(ALL, VIEW_MEMBERS, EDIT_NODES, VIEW_OPERATIONS, VIEW_DELIVERIES,
                    CHANGE_DELIVERIES, EDIT_ROUTES, EXAMINE_LINKS, OVERSEE_NOTICES, EDIT_SYSTEM_ROSTERS, EDIT_CALENDAR,
                    EDIT_CHANNELS, VIEW_CATALOGUE).onDuty().map();
            case SECURITY_ADMIN -> rights(ALL, VIEW_MEMBERS, EDIT_ACCOUNTS, REVIEW_BREAK_GLASS,
                    EDIT_SYSTEM_ROSTERS).onDuty().map();
            case AUDITOR, AUDIT_ADMIN -> rights(ALL, READ_AUDIT).map();
            case COORDINATOR -> rights(SHARED, SEARCH_PATIENTS).and(ALL, VIEW_RECOGNITION).onDuty().map();
            case QC_OFFICER -> rights(SHARED, SEARCH_PATIENTS)
                    .and(ALL, VIEW_CATALOGUE, EDIT_CATALOGUE, CERTIFY_UNITS, VIEW_RECOGNITION).onDuty().map();
            case HIS -> rights(OWN, VIEW_ORDERS, PLACE_ORDERS, RECOGNISE_RESULTS).and(ALL, VIEW_CATALOGUE).map();
            case BOARD_MEMBER, SUPERVISOR -> rights(ALL, VIEW_CATALOGUE, VIEW_RECOGNITION).map();
        };
    }

    private static Rights radiologist() {
        return rights(SHARED_OR_CASE, SEARCH_STUDIES, VIEW_STUDIES, ANNOTATE_STUDIES)
                .and(SHARED, EXPORT_STUDIES, SEARCH_PATIENTS)
                .and(CENTRES, VIEW_REPORTS, VIEW_CRITICAL, RAISE_CRITICAL, VIEW_QUALITY, GRADE_IMAGES)
                .and(OWN, VIEW_READINGS, WRITE_REPORTS).and(ALL, BREAK_GLASS).onDuty();
    }

    private static Map<Operation, Set<Relation>> director() {
        return rights(SHARED, SEARCH_STUDIES, VIEW_STUDIES, ANNOTATE_STUDIES, EXPORT_STUDIES, SEARCH_PATIENTS,
                VIEW_CONFLICTS,
                VIEW_DELIVERIES).and(CENTRES, LINK_PATIENTS, VIEW_REPORTS, VIEW_CRITICAL, VIEW_QUALITY)
                .and(OWN, SETTLE_CONFLICTS, CHANGE_DELIVERIES, SETTLE_RECEIPTS, REVIEW_BREAK_GLASS, EDIT_ROSTERS,
                        OVERSEE_NOTICES, VIEW_ORDERS, MATCH_ORDERS, VIEW_READINGS, DIRECT_READINGS,
                        EDIT_READING_RULES, VIEW_FIGURES, VIEW_RECOGNITION)
                .and(ALL, VIEW_MEMBERS, VIEW_CATALOGUE).onDuty().map();
    }

    private static Rights rights(Set<Relation> relations, Operation... operations) {
        return new Rights(new EnumMap<>(Operation.class)).and(relations, operations);
    }

    /** Of one role. */
    private record Rights(Map<Operation, Set<Relation>> map) {
        /** Whoever may be on duty is told things, and sees who else is. */
        Rights onDuty() {
            return and(OWN, VIEW_ROSTERS, VIEW_NOTICES);
        }

        Rights and(Set<Relation> relations, Operation... operations) {
            for (Operation operation : operations) {
                map.put(operation, relations);
            }
            return this;
        }
    }
}
