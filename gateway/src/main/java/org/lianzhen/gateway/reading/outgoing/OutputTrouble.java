package org.lianzhen.gateway.reading.outgoing;

import java.io.UncheckedIOException;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.reading.report.ReportPages;

/** What can stop objects of a report from being made. */
public enum OutputTrouble {
    /** The report is not what was signed. */
    ALTERED,
    /** There is no font to write Chinese with. */
    NO_LETTERS,
    /** The archive takes one of them not, or not as the only one of its name. */
    NOT_TAKEN,
    /** An image that was measured on cannot be read from the disk. */
    UNREADABLE,
    /** The database does not answer. */
    NO_INDEX,
    /** Something that should not happen. */
    OTHER;

    static OutputTrouble of(Throwable cause) {
        return switch (cause) {
            case ReportPages.LettersMissingException missing -> NO_LETTERS;
            case UncheckedIOException unreadable -> UNREADABLE;
            case IndexUnavailableException away -> NO_INDEX;
            default -> OTHER;
        };
    }
}
