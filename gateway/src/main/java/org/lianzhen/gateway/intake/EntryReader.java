package org.lianzhen.gateway.intake;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
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
    /** Characters; four times as many as these attributes may have (PS3.5 table 6.2-1, LO). */
    private static final int LONGEST_NAME = 256;
    /** Characters of all names of a series, which every rehearsal and every plan reads. */
    private static final int MOST_NAMED = 4096;
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
                        .filter(request -> !request.equals(NOTHING)).toList(),
                procedureNames());
    }

    /** At the top of the data set and in its requests, as different makers have it (PS3.3 section C.7.3.1). */
    private String procedureNames() {
        Set<String> names = new LinkedHashSet<>();
        Stream.of(Tag.ProtocolName, Tag.PerformedProcedureStepDescription).map(tag -> line(dataSet, tag))
                .forEach(names::add);
        addRequest(dataSet, names);
        dataSet.items(Tag.RequestAttributesSequence).stream().limit(MOST_REQUESTS)
                .forEach(item -> addRequest(item, names));
        names.remove("");
        return bounded(names);
    }

    /** Routes look for pieces of names: of what is left out they find less, and nothing else. */
    private static String bounded(Set<String> names) {
        var all = new StringBuilder();
        for (String name : names) {
            String begin = begin(name);
            if (all.length() + begin.length() < MOST_NAMED) {
                all.append(all.isEmpty() ? "" : "\n").append(begin);
            }
        }
        return all.toString();
    }

    private static String begin(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        int end = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME;
        return name.substring(0, end);
    }

    private static void addRequest(DataSet holder, Set<String> names) {
        names.add(line(holder, Tag.RequestedProcedureDescription));
        names.add(line(holder, Tag.ScheduledProcedureStepDescription));
        holder.items(Tag.RequestedProcedureCodeSequence).stream().limit(MOST_REQUESTS).forEach(code -> {
            names.add(line(code, Tag.CodeValue));
            names.add(line(code, Tag.CodeMeaning));
        });
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
