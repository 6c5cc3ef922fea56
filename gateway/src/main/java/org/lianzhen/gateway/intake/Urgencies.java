package org.lianzhen.gateway.intake;

import java.util.Locale;
import java.util.stream.Stream;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.gateway.archive.UrgencyJudgement;
import org.lianzhen.gateway.archive.UrgencyJudgement.Source;
import org.lianzhen.gateway.member.Urgency;

/** Judges the urgency of an object by everything that says something about it. The most urgent wins. */
final class Urgencies {
    private Urgencies() {}

    /**
     * Judges one object.
     *
     * @param title what the AE title that it was sent to is kept for; {@code ROUTINE} says nothing
     * @param priority of the command that brought it
     * @param header what stands before its pixels; of old holdings it is not asked, because it speaks of the day they were made
     */
    static UrgencyJudgement judge(Urgency title, Priority priority, DataSet header) {
        UrgencyJudgement now = ofTitle(title).or(ofCommand(priority));
        return now.urgency() == Urgency.BULK ? now : now.or(ofHeader(header));
    }

    private static UrgencyJudgement ofTitle(Urgency title) {
        return title == Urgency.ROUTINE ? UrgencyJudgement.NONE : new UrgencyJudgement(title, Source.CALLED_AE_TITLE);
    }

    private static UrgencyJudgement ofCommand(Priority priority) {
        return priority == Priority.HIGH
                ? new UrgencyJudgement(Urgency.URGENT, Source.COMMAND_PRIORITY)
                : UrgencyJudgement.NONE;
    }

    /** Some modalities copy the priority of the request into the item that names it. */
    private static UrgencyJudgement ofHeader(DataSet header) {
        Stream<DataSet> places = Stream.concat(Stream.of(header), header.items(Tag.RequestAttributesSequence).stream());
        return places.map(place -> said(place, Tag.RequestedProcedurePriority, Source.REQUESTED_PROCEDURE_PRIORITY)
                .or(said(place, Tag.StudyPriorityID, Source.STUDY_PRIORITY_ID)))
                .reduce(UrgencyJudgement.NONE, UrgencyJudgement::or);
    }

    /** STAT, HIGH, ROUTINE, MEDIUM and LOW are defined (PS3.3 section C.4.11); the last three have no haste and say nothing. */
    private static UrgencyJudgement said(DataSet place, int tag, Source source) {
        String value = place.string(tag);
        return switch (value == null ? "" : value.toUpperCase(Locale.ROOT)) {
            case "STAT" -> new UrgencyJudgement(Urgency.EMERGENCY, source);
            case "HIGH" -> new UrgencyJudgement(Urgency.URGENT, source);
            default -> UrgencyJudgement.NONE;
        };
    }
}
