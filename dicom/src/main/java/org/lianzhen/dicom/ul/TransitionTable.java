package org.lianzhen.dicom.ul;

import static org.lianzhen.dicom.ul.Action.*;
import static org.lianzhen.dicom.ul.Event.*;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PS3.8 Table 9-10, DICOM upper layer protocol state transition table, in the rows and columns of the standard. A cell
 * names its action only: the next state follows from the action (section 9.2.2).
 */
public final class TransitionTable {
    private static final Map<Event, Map<State, Transition>> ROWS = new EnumMap<>(Event.class);
    private static final @Nullable Action ____ = null;

    // @formatter:off
    static {
        //                               Sta1  Sta2  Sta3  Sta4  Sta5  Sta6  Sta7  Sta8  Sta9  Sta10  Sta11 Sta12 Sta13
        row(A_ASSOCIATE_REQUEST,         AE_1, ____, ____, ____, ____, ____, ____, ____, ____, ____,  ____, ____, ____);
        row(TRANSPORT_CONNECT_CONFIRM,   ____, ____, ____, AE_2, ____, ____, ____, ____, ____, ____,  ____, ____, ____);
        row(A_ASSOCIATE_AC_PDU,          ____, AA_1, AA_8, ____, AE_3, AA_8, AA_8, AA_8, AA_8, AA_8,  AA_8, AA_8, AA_6);
        row(A_ASSOCIATE_RJ_PDU,          ____, AA_1, AA_8, ____, AE_4, AA_8, AA_8, AA_8, AA_8, AA_8,  AA_8, AA_8, AA_6);
        row(TRANSPORT_CONNECT_INDICATION,AE_5, ____, ____, ____, ____, ____, ____, ____, ____, ____,  ____, ____, ____);
        row(A_ASSOCIATE_RQ_PDU,          ____, AE_6, AA_8, ____, AA_8, AA_8, AA_8, AA_8, AA_8, AA_8,  AA_8, AA_8, AA_7);
        row(A_ASSOCIATE_RESPONSE_ACCEPT, ____, ____, AE_7, ____, ____, ____, ____, ____, ____, ____,  ____, ____, ____);
        row(A_ASSOCIATE_RESPONSE_REJECT, ____, ____, AE_8, ____, ____, ____, ____, ____, ____, ____,  ____, ____, ____);
        row(P_DATA_REQUEST,              ____, ____, ____, ____, ____, DT_1, ____, AR_7, ____, ____,  ____, ____, ____);
        row(P_DATA_TF_PDU,               ____, AA_1, AA_8, ____, AA_8, DT_2, AR_6, AA_8, AA_8, AA_8,  AA_8, AA_8, AA_6);
        row(A_RELEASE_REQUEST,           ____, ____, ____, ____, ____, AR_1, ____, ____, ____, ____,  ____, ____, ____);
        row(A_RELEASE_RQ_PDU,            ____, AA_1, AA_8, ____, AA_8, AR_2, AR_8, AA_8, AA_8, AA_8,  AA_8, AA_8, AA_6);
        row(A_RELEASE_RP_PDU,            ____, AA_1, AA_8, ____, AA_8, AA_8, AR_3, AA_8, AA_8, AR_10, AR_3, AA_8, AA_6);
        row(A_RELEASE_RESPONSE,          ____, ____, ____, ____, ____, ____, ____, AR_4, AR_9, ____,  ____, AR_4, ____);
        row(A_ABORT_REQUEST,             ____, ____, AA_1, AA_2, AA_1, AA_1, AA_1, AA_1, AA_1, AA_1,  AA_1, AA_1, ____);
        row(A_ABORT_PDU,                 ____, AA_2, AA_3, ____, AA_3, AA_3, AA_3, AA_3, AA_3, AA_3,  AA_3, AA_3, AA_2);
        row(TRANSPORT_CONNECTION_CLOSED, ____, AA_5, AA_4, AA_4, AA_4, AA_4, AA_4, AA_4, AA_4, AA_4,  AA_4, AA_4, AR_5);
        row(ARTIM_TIMER_EXPIRED,         ____, AA_2, ____, ____, ____, ____, ____, ____, ____, ____,  ____, ____, AA_2);
        row(INVALID_PDU,                 ____, AA_1, AA_8, ____, AA_8, AA_8, AA_8, AA_8, AA_8, AA_8,  AA_8, AA_8, AA_7);
    }
    // @formatter:on

    private TransitionTable() {}

    /** What to do when the event happens in the state; null for a blank cell, which is a local mistake, never a peer's. */
    public static @Nullable Transition next(State state, Event event) {
        return ROWS.getOrDefault(event, Map.of()).get(state);
    }

    private static void row(Event event, @Nullable Action... actions) {
        Map<State, Transition> cells = new EnumMap<>(State.class);
        int column = 0;
        for (State state : State.values()) {
            Action action = actions[column++];
            if (action != null) {
                cells.put(state, action.transition());
            }
        }
        ROWS.put(event, cells);
    }
}
