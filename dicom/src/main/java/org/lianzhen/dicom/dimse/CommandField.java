package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/** Command Field (0000,0100): the kind of a message (PS3.7 annex E). */
public enum CommandField {
    C_STORE_RQ(0x0001), C_STORE_RSP(0x8001),
    C_GET_RQ(0x0010), C_GET_RSP(0x8010),
    C_FIND_RQ(0x0020), C_FIND_RSP(0x8020),
    C_MOVE_RQ(0x0021), C_MOVE_RSP(0x8021),
    C_ECHO_RQ(0x0030), C_ECHO_RSP(0x8030),
    N_EVENT_REPORT_RQ(0x0100), N_EVENT_REPORT_RSP(0x8100),
    N_GET_RQ(0x0110), N_GET_RSP(0x8110),
    N_SET_RQ(0x0120), N_SET_RSP(0x8120),
    N_ACTION_RQ(0x0130), N_ACTION_RSP(0x8130),
    N_CREATE_RQ(0x0140), N_CREATE_RSP(0x8140),
    N_DELETE_RQ(0x0150), N_DELETE_RSP(0x8150),
    C_CANCEL_RQ(0x0FFF);

    /** What makes the code of a request that of its response. */
    private static final int RESPONSE = 0x8000;

    private final int code;
    private final String title;

    CommandField(int code) {
        this.code = code;
        this.title = name().replace('_', '-');
    }

    /** The value on the wire. */
    public int code() {
        return code;
    }

    /** The kind of response to this kind of request; null for C-CANCEL, which has none (PS3.7 annex E). */
    public @Nullable CommandField response() {
        return ofCode(code | RESPONSE);
    }

    /** The kind of message of a wire value, null when the standard defines none. */
    public static @Nullable CommandField ofCode(int code) {
        for (CommandField field : VALUES) {
            if (field.code == code) {
                return field;
            }
        }
        return null;
    }

    static CommandField of(DimseMessage message) {
        return switch (message) {
            case CStoreRq _ -> C_STORE_RQ;
            case CStoreRsp _ -> C_STORE_RSP;
            case CGetRq _ -> C_GET_RQ;
            case CGetRsp _ -> C_GET_RSP;
            case CFindRq _ -> C_FIND_RQ;
            case CFindRsp _ -> C_FIND_RSP;
            case CMoveRq _ -> C_MOVE_RQ;
            case CMoveRsp _ -> C_MOVE_RSP;
            case CEchoRq _ -> C_ECHO_RQ;
            case CEchoRsp _ -> C_ECHO_RSP;
            case NEventReportRq _ -> N_EVENT_REPORT_RQ;
            case NEventReportRsp _ -> N_EVENT_REPORT_RSP;
            case NGetRq _ -> N_GET_RQ;
            case NGetRsp _ -> N_GET_RSP;
            case NSetRq _ -> N_SET_RQ;
            case NSetRsp _ -> N_SET_RSP;
            case NActionRq _ -> N_ACTION_RQ;
            case NActionRsp _ -> N_ACTION_RSP;
            case NCreateRq _ -> N_CREATE_RQ;
            case NCreateRsp _ -> N_CREATE_RSP;
            case NDeleteRq _ -> N_DELETE_RQ;
            case NDeleteRsp _ -> N_DELETE_RSP;
            case CCancelRq _ -> C_CANCEL_RQ;
        };
    }

    /** As the standard writes it: "C-STORE-RQ". */
    @Override
    public String toString() {
        return title;
    }

    private static final CommandField[] VALUES = values();
}
