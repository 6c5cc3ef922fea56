package org.lianzhen.dicom.dimse;

/** The standard's words for status codes (PS3.7 annex C; PS3.4 annexes B, C, H). */
final class StatusMeaning {
    private StatusMeaning() {}

    static String of(int code) {
        return switch (code) {
            case 0x0000 -> "success";
            case 0x0001 -> "requested optional attributes are not supported";
            case 0xFE00 -> "cancelled";
            case 0xFF00 -> "pending";
            case 0xFF01 -> "pending, some optional keys are not supported";
            default -> switch (code >>> 12) {
                case 0x0 -> general(code);
                case 0xA -> refusal(code);
                case 0xB -> warning(code);
                case 0xC -> "cannot understand or unable to process";
                default -> "unknown status";
            };
        };
    }

    private static String general(int code) {
        return switch (code) {
            case 0x0105 -> "no such attribute";
            case 0x0106 -> "invalid attribute value";
            case 0x0107 -> "attribute list error";
            case 0x0110 -> "processing failure";
            case 0x0111 -> "duplicate SOP instance";
            case 0x0112 -> "no such SOP instance";
            case 0x0113 -> "no such event type";
            case 0x0114 -> "no such argument";
            case 0x0115 -> "invalid argument value";
            case 0x0116 -> "attribute value out of range";
            case 0x0117 -> "invalid SOP instance";
            case 0x0118 -> "no such SOP class";
            case 0x0119 -> "class-instance conflict";
            case 0x0120 -> "missing attribute";
            case 0x0121 -> "missing attribute value";
            case 0x0122 -> "SOP class not supported";
            case 0x0123 -> "no such action type";
            case 0x0124 -> "not authorized";
            case 0x0210 -> "duplicate invocation";
            case 0x0211 -> "unrecognized operation";
            case 0x0212 -> "mistyped argument";
            case 0x0213 -> "resource limitation";
            default -> "unknown status";
        };
    }

    private static String refusal(int code) {
        return switch (code) {
            case 0xA701 -> "out of resources, unable to calculate the number of matches";
            case 0xA702 -> "out of resources, unable to perform sub-operations";
            case 0xA801 -> "move destination unknown";
            case 0xAA00 -> "none of the frames requested were found in the SOP instance";
            case 0xAA01 -> "unable to create new object for this SOP class";
            case 0xAA02 -> "unable to extract frames";
            case 0xAA03 -> "time-based request received for a non-time-based original SOP instance";
            case 0xAA04 -> "invalid request";
            default -> switch (code >>> 8) {
                case 0xA7 -> "out of resources";
                case 0xA9 -> "data set or identifier does not match SOP class";
                default -> "refused";
            };
        };
    }

    private static String warning(int code) {
        return switch (code) {
            case 0xB000 -> "data elements were coerced, or some sub-operations failed";
            case 0xB006 -> "elements were discarded";
            case 0xB007 -> "data set does not match SOP class, stored nevertheless";
            case 0xB300 -> "the procedure step was created with modifications";
            case 0xB600 -> "memory allocation not supported";
            default -> "warning";
        };
    }
}
