package org.lianzhen.dicom.vr;

/**
 * A value that breaks the rules of its value representation. The message names the representation and the rule, not
 * the value, because values identify patients.
 */
public class InvalidValueException extends RuntimeException {

    public InvalidValueException(String message) {
        super(message);
    }

    public InvalidValueException(String message, Throwable cause) {
        super(message, cause);
    }
}
