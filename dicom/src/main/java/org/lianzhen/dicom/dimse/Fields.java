package org.lianzhen.dicom.dimse;

/** Checks that the message records share. */
final class Fields {
    private Fields() {}

    static void u16(String what, int value) {
        if (value < 0 || value > 0xFFFF) {
            throw new IllegalArgumentException(what + " is not within 0..65535: " + value);
        }
    }
}
