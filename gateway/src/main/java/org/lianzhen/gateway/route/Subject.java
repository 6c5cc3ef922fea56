package org.lianzhen.gateway.route;

import java.time.ZonedDateTime;
import org.lianzhen.gateway.member.Urgency;

/**
 * What routes look at. Texts are empty when nothing is known.
 *
 * @param unit code of the unit that owns it
 * @param source AE title or account that sent it
 * @param called AE title of ours that was called
 * @param content what it shows
 * @param urgency as its named sources say
 * @param arrivedAt in China
 */
public record Subject(String unit, String source, String called, Content content, Urgency urgency,
        ZonedDateTime arrivedAt) {
    /** What the address begins with that parts of reports are sent to, when they come into the archive. */
    public static final String REPORTS = "report/";

    /**
     * What an instance shows.
     *
     * @param modality (0008,0060)
     * @param bodyPart Body Part Examined (0018,0015)
     * @param procedure all that names it, a line each: descriptions of study (0008,1030) and series (0008,103E), protocol, request, steps
     */
    public record Content(String modality, String bodyPart, String procedure) {}

    /**
     * Which part of a report it is.
     *
     * @param preliminary whether nobody but the writer has signed the report
     */
    record Report(ReportMatch.Kind kind, boolean preliminary) {}

    /** What was sent to {@code report/KOS/FINAL}, say, is the key images of a final report. */
    Report report() {
        if (!called.startsWith(REPORTS)) {
            return new Report(ReportMatch.Kind.NONE, false);
        }
        String[] path = called.substring(REPORTS.length()).split("/", -1);
        boolean withdrawn = path.length > 1 && path[1].equals("WITHDRAWAL");
        ReportMatch.Kind kind = switch (path[0]) {
            case "SR" -> ReportMatch.Kind.TEXT;
            case "KOS" -> withdrawn ? ReportMatch.Kind.WITHDRAWAL : ReportMatch.Kind.KEY_IMAGES;
            case "MEASUREMENTS", "NOTE" -> ReportMatch.Kind.MEASUREMENTS;
            default -> ReportMatch.Kind.PAGES;
        };
        return new Report(kind, path.length > 1 && path[1].equals("PRELIMINARY"));
    }
}
