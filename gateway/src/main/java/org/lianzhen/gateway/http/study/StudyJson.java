package org.lianzhen.gateway.http.study;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.PersonName;
import org.lianzhen.gateway.patient.Masking;

/** Studies as JSON. What is missing is an empty text, so that a list need not ask. */
final class StudyJson {
    private StudyJson() {}

    /**
     * @param unit code of the unit that the study belongs to
     * @param masked whether what tells who the patient is shall be hidden
     */
    static JsonObject of(DataSet study, String unit, boolean masked) {
        JsonObject json = of(study, unit);
        if (masked) {
            json.put("patientName", Masking.name(text(study, Tag.PatientName))).put("otherNames", new JsonArray())
                    .put("patientId", Masking.number(json.getString("patientId"))).put("birthDate", "")
                    .put("accessionNumber", Masking.number(json.getString("accessionNumber")));
        }
        return json.put("masked", masked);
    }

    private static JsonObject of(DataSet study, String unit) {
        List<String> names = PersonName.parse(text(study, Tag.PatientName)).spoken();
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
