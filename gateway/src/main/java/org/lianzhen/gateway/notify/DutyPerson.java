package org.lianzhen.gateway.notify;

/**
 * Somebody on a roster.
 *
 * @param account that browsers are logged in with
 * @param phone for short messages, or empty
 * @param mail address, or empty
 */
public record DutyPerson(String account, String phone, String mail) {
    private static final int SHOWN_BEFORE = 3;
    private static final int SHOWN_AFTER = 4;

    /** The phone number as logs and audit events may have it, such as {@code 138****8000}. */
    public String maskedPhone() {
        return masked(phone);
    }

    /** A number as logs and audit events may have it. */
    static String masked(String phone) {
        return phone.length() <= SHOWN_BEFORE + SHOWN_AFTER
                ? "*".repeat(phone.length())
                : phone.substring(0, SHOWN_BEFORE) + "*".repeat(phone.length() - SHOWN_BEFORE - SHOWN_AFTER)
                        + phone.substring(phone.length() - SHOWN_AFTER);
    }

    @Override
    public String toString() {
        return account;
    }
}
