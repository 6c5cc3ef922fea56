package org.lianzhen.gateway.audit.message;

/**
 * A coded value.
 *
 * @param scheme name of the coding scheme that has it
 */
record Code(String value, String scheme, String meaning) {
    private static final String OURS = "99LIANZHEN";

    static Code dicom(String value, String meaning) {
        return new Code(value, "DCM", meaning);
    }

    /** One of our own. */
    static Code ours(String value) {
        return new Code(value, OURS, value);
    }
}
