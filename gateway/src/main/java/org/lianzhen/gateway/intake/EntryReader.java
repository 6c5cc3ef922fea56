package org.lianzhen.gateway.intake;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.gateway.archive.PatientEntry;
import org.lianzhen.gateway.archive.ProcedureEntry;
import org.lianzhen.gateway.archive.ProcedureEntry.Request;
import org.lianzhen.gateway.archive.SeriesEntry;
import org.lianzhen.gateway.archive.StudyEntry;

/**
 * Takes from a data set what the index keeps. Values that are not what their attribute wants are kept as far as they can be
 * and never refuse an instance: only its unique identifiers do that.
 */
final class EntryReader {
    /** PostgreSQL takes no NUL in a text. */
    private static final String NUL = "\0";
    /** More than are ever done as one; a data set may hold any number. */
    private static final int MOST_REQUESTS = 50;
    private static final Request NOTHING = new Request("", "");

    private final DataSet dataSet;

    EntryReader(DataSet dataSet) {
        this.dataSet = dataSet;
    }

    PatientEntry patient(String unit) {
        String issuer = text(Tag.IssuerOfPatientID);
        return new PatientEntry(issuer.isEmpty() ? unit : issuer, text(Tag.PatientID), text(Tag.PatientName),
                text(Tag.PatientBirthDate), text(Tag.PatientSex), IdentifierReader.read(dataSet, unit));
    }

    StudyEntry study() {
        return new StudyEntry(text(Tag.StudyInstanceUID), text(Tag.StudyDate), text(Tag.StudyTime),
                text(Tag.AccessionNumber), text(Tag.StudyID), text(Tag.StudyDescription),
                text(Tag.ReferringPhysicianName), text(Tag.InstitutionName), text(Tag.TimezoneOffsetFromUTC));
    }

    SeriesEntry series() {
        return new SeriesEntry(text(Tag.SeriesInstanceUID), text(Tag.Modality), number(Tag.SeriesNumber),
                text(Tag.SeriesDescription), text(Tag.BodyPartExamined), text(Tag.Laterality),
                text(Tag.StationName), procedure());
    }

    private ProcedureEntry procedure() {
        return new ProcedureEntry(text(Tag.PerformedProcedureStepStartDate), text(Tag.PerformedProcedureStepStartTime),
                dataSet.items(Tag.RequestAttributesSequence).stream().limit(MOST_REQUESTS).map(EntryReader::request)
                        .filter(request -> !request.equals(NOTHING)).toList());
    }

    private static Request request(DataSet item) {
        return new Request(line(item, Tag.ScheduledProcedureStepID), line(item, Tag.RequestedProcedureID));
    }

    private static String line(DataSet item, int tag) {
        return text(item, tag).replace('\n', ' ');
    }

    String text(int tag) {
        return text(dataSet, tag);
    }

    static String text(DataSet dataSet, int tag) {
        String value = dataSet.string(tag);
        return value == null ? "" : value.replace(NUL, "");
    }

    @Nullable
    Integer number(int tag) {
        try {
            var value = dataSet.integer(tag);
            return value.isPresent() ? value.getAsInt() : null;
        } catch (InvalidValueException e) {
            return null;
        }
    }
}
