package org.lianzhen.gateway.http.study;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.PersonName;

/** Studies as JSON. What is missing is an empty text, so that a list need not ask. */
final class StudyJson {
    private StudyJson() {}

    /** @param unit code of the unit that the study belongs to */
    static JsonObject of(DataSet study, String unit) {
        List<String> names = names(study);
        return new JsonObject().put("studyInstanceUid", text(study, Tag.StudyInstanceUID)).put("unit", unit)
                .put("patientName", names.isEmpty() ? "" : names.getFirst())
                .put("otherNames", new JsonArray(names.stream().skip(1).toList()))
                .put("patientId", text(study, Tag.PatientID)).put("issuer", text(study, Tag.IssuerOfPatientID))
                .put("sex", text(study, Tag.PatientSex)).put("birthDate", text(study, Tag.PatientBirthDate))
                .put("accessionNumber", text(study, Tag.AccessionNumber)).put("studyId", text(study, Tag.StudyID))
                .put("studyDate", text(study, Tag.StudyDate)).put("studyTime", text(study, Tag.StudyTime))
                .put("modalities", new JsonArray(values(study, Tag.ModalitiesInStudy)))
                .put("description", text(study, Tag.StudyDescription))
                .put("institution", text(study, Tag.InstitutionName))
                .put("series", number(study, Tag.NumberOfStudyRelatedSeries))
                .put("instances", number(study, Tag.NumberOfStudyRelatedInstances));
    }

    /** The writings of the patient's name, Chinese characters first. */
    private static List<String> names(DataSet study) {
        PersonName name = PersonName.parse(text(study, Tag.PatientName));
        return Stream.of(name.ideographic(), name.alphabetic(), name.phonetic()).map(StudyJson::spoken)
                .filter(writing -> !writing.isEmpty()).distinct().toList();
    }

    /** As people write it: the family name first, Chinese characters without spaces. */
    private static String spoken(PersonName.Group name) {
        List<String> parts = Stream.of(name.family(), name.given(), name.middle(), name.prefix(), name.suffix())
                .filter(part -> !part.isEmpty()).toList();
        boolean chinese = parts.stream().flatMapToInt(String::codePoints).anyMatch(Character::isIdeographic);
        return parts.stream().collect(Collectors.joining(chinese ? "" : " "));
    }

    private static String text(DataSet study, int tag) {
        return String.join("\\", values(study, tag));
    }

    private static List<String> values(DataSet study, int tag) {
        return study.strings(tag).stream().filter(value -> !value.isEmpty()).toList();
    }

    private static int number(DataSet study, int tag) {
        List<String> values = values(study, tag);
        return values.isEmpty() ? 0 : Integer.parseInt(values.getFirst());
    }
}
