package org.lianzhen.gateway.http.live;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Operation;

/** What pages show and load anew when it has changed. Whoever may see none of it hears nothing of it. */
public enum Topic {
    MEMBER(Operation.VIEW_MEMBERS),
    ACCOUNT(Operation.EDIT_ACCOUNTS),
    /** Everybody hears of sessions of their own. */
    SESSION(Operation.EDIT_ACCOUNTS),
    RULE(Operation.EDIT_ACCOUNTS),
    BREAK_GLASS(Operation.REVIEW_BREAK_GLASS),
    CHANNEL(Operation.EDIT_CHANNELS),
    /** Everybody hears of what they were told themselves. */
    NOTICE(Operation.OVERSEE_NOTICES),
    ROSTER(Operation.VIEW_ROSTERS),
    /** Everybody's. */
    CALENDAR(null),
    ROUTE(Operation.EDIT_ROUTES),
    LINK(Operation.EXAMINE_LINKS),
    DELIVERY(Operation.VIEW_DELIVERIES),
    /** Parked versions and alerts. */
    CONFLICT(Operation.VIEW_CONFLICTS),
    CHARSET(Operation.VIEW_CONFLICTS),
    /** Links between records, and proposals of such. */
    PATIENT(Operation.SEARCH_PATIENTS),
    STUDY(Operation.SEARCH_STUDIES),
    /** Orders, and which study came of which. */
    ORDER(Operation.VIEW_ORDERS),
    /** Queues of centres, and the rules of reading. */
    READING(Operation.VIEW_READINGS),
    /** Reports that were signed. */
    REPORT(Operation.VIEW_REPORTS),
    /** Critical values, and what becomes of them. */
    CRITICAL(Operation.VIEW_CRITICAL),
    /** Grades of images. */
    QUALITY(Operation.VIEW_QUALITY);

    private final @Nullable Operation needed;

    Topic(@Nullable Operation needed) {
        this.needed = needed;
    }

    Audience audience() {
        return needed == null ? new Audience.Everybody() : new Audience.WhoMay(needed);
    }

    /** As messages call it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
