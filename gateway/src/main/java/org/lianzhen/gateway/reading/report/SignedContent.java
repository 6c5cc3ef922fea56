package org.lianzhen.gateway.reading.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.SharedCentre;
import org.lianzhen.gateway.member.Unit;
import org.lianzhen.gateway.reading.queue.ReadingTask;

/** Writes down what is signed: who was examined, by whom, what was found and who says so, so that it can be read without us. */
final class SignedContent {
    private static final String FORM = "lianzhen-report/1";

    private SignedContent() {}

    /**
     * Who signs.
     *
     * @param writer who signed the preliminary report; the same person when this is the first one
     */
    record Signer(ReadingTask.Reader person, ReadingTask.Reader writer, Instant at) {}

    /**
     * What units and centres are called.
     *
     * @param unit that made the study
     * @param centre that reads it
     */
    record Names(String unit, String centre) {
        static Names of(ReadingTask task, Members now) {
            String unit = task.owner().unit();
            String centre = task.owner().centre();
            return new Names(now.unit(unit).map(Unit::name).orElse(unit),
                    now.centre(centre).map(SharedCentre::name).orElse(centre));
        }
    }

    /**
     * What is said of a study.
     *
     * @param about the version that it changes or withdraws, and why; null when it does neither
     * @param found what goes with the text
     */
    record Report(SignedReport.Kind kind, ReportText text, ReadingTask.@Nullable Amendment about, Found found) {

        /** One that says nothing of another version. */
        Report(SignedReport.Kind kind, ReportText text) {
            this(kind, text, null, Found.NOTHING);
        }

        /** One without anything but its text. */
        Report(SignedReport.Kind kind, ReportText text, ReadingTask.@Nullable Amendment about) {
            this(kind, text, about, Found.NOTHING);
        }

        private JsonObject onto(JsonObject content) {
            found.onto(content);
            if (about == null) {
                return content;
            }
            String what = kind == SignedReport.Kind.WITHDRAWAL ? "withdraws" : "amends";
            return content.put(what, about.number()).put("reason", about.reason());
        }
    }

    static String of(ReadingTask task, Names names, Report report, Signer signer) {
        return report.onto(new JsonObject().put("form", FORM).put("reading", task.id().toString())
                .put("number", task.standing().report() + 1).put("kind", report.kind().name())
                .put("unit", task.owner().unit()).put("unitName", names.unit())
                .put("centre", task.owner().centre()).put("centreName", names.centre())
                .put("patient", patient(task.examination().patient()))
                .put("examination", examination(task.examination())).put("text", ReportJson.json(report.text()))
                .put("writer", signer.writer().account()).put("writerName", signer.writer().name())
                .put("signer", signer.person().account()).put("signerName", signer.person().name())
                .put("signedAt", signer.at().toString())).encode();
    }

    private static JsonObject patient(ReadingTask.Person patient) {
        return new JsonObject().put("name", patient.name()).put("patientId", patient.patientId())
                .put("issuer", patient.issuer()).put("birthDate", patient.birthDate()).put("sex", patient.sex());
    }

    private static JsonObject examination(ReadingTask.Examination examination) {
        return new JsonObject().put("studyInstanceUid", examination.studyInstanceUid())
                .put("accessionNumber", examination.accessionNumber()).put("studyDate", examination.studyDate())
                .put("studyTime", examination.studyTime()).put("description", examination.description())
                .put("modalities", new JsonArray(examination.modalities()))
                .put("bodyParts", new JsonArray(examination.bodyParts()))
                .put("lateralities", new JsonArray(examination.lateralities()))
                .put("instances", examination.instances());
    }
}
