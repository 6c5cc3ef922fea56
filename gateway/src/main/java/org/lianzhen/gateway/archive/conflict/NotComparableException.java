package org.lianzhen.gateway.archive.conflict;

/** Ends a comparison without outcome. The message never identifies a patient. */
final class NotComparableException extends Exception {
    private static final long serialVersionUID = 1L;

    NotComparableException(String why) {
        super(why);
    }
}
