package org.lianzhen.gateway.notify;

/** Ways on which people are told. */
public enum ChannelKind {
    /** A page that the person has open. */
    BROWSER,
    /** A program of the hospital that takes JSON. */
    WEBHOOK,
    /** Electronic mail. */
    SMTP,
    /** A short message to the duty phone. */
    SMS;

    /** Whether a person can be told that way at all. */
    public boolean reaches(DutyPerson person) {
        return switch (this) {
            case BROWSER, WEBHOOK -> true;
            case SMTP -> !person.mail().isEmpty();
            case SMS -> !person.phone().isEmpty();
        };
    }
}
