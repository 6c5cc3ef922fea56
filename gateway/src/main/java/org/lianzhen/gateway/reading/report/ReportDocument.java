package org.lianzhen.gateway.reading.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.vr.PersonName;
import org.lianzhen.gateway.reading.queue.ReadingTask;

/**
 * A signed version as it is passed on: read from what was signed, and from nothing else.
 *
 * @param report as it was signed
 * @param house who made the study and who reads it
 * @param examination with its patient
 * @param people who wrote it, and who answers for this version
 * @param change what it does to others, and others to it
 * @param found what goes with its text
 */
public record ReportDocument(SignedReport report, House house, ReadingTask.Examination examination, ReportText text,
        People people, Change change, Found found) {

    /**
     * How it stands among the versions.
     *
     * @param reason why it takes the place of another version, or withdraws one; empty when it does neither
     * @param replacedBy issue of the newest version that takes its place; 0 when it is the newest
     */
    public record Change(String reason, int replacedBy) {}

    /** Identifier of the study as something to be read, the same for all versions. */
    public String reading() {
        return new JsonObject(report.content()).getString("reading");
    }

    /** Unit that made the study and centre that reads it, by their codes and names. */
    public record House(String unit, String unitName, String centre, String centreName) {}

    /**
     * Who wrote and signed.
     *
     * @param writtenAt when the writer signed the version that this one comes from; null when that is this one
     */
    public record People(ReadingTask.Reader writer, ReadingTask.Reader signer, @Nullable Instant writtenAt) {}

    /**
     * Reads a version.
     *
     * @param all signed versions of the study, oldest first
     */
    public static ReportDocument of(SignedReport report, List<SignedReport> all) {
        var content = new JsonObject(report.content());
        var house = new House(text(content, "unit"), text(content, "unitName"), text(content, "centre"),
                text(content, "centreName"));
        JsonObject words = content.getJsonObject("text");
        var writer = new ReadingTask.Reader(text(content, "writer"), text(content, "writerName"));
        var people = new People(writer, new ReadingTask.Reader(text(content, "signer"), text(content, "signerName")),
                writtenAt(report, writer, all));
        return new ReportDocument(report, house, examination(content), words == null ? ReportText.EMPTY
                : ReportJson.of(words), people, new Change(text(content, "reason"), replacedBy(report, all)),
                Found.of(content));
    }

    /** The newest before it that its writer has signed. */
    private static @Nullable Instant writtenAt(SignedReport report, ReadingTask.Reader writer,
            List<SignedReport> all) {
        return all.stream()
                .filter(one -> one.number() < report.number() && one.signer().equals(writer.account()))
                .map(SignedReport::signedAt).reduce((older, newer) -> newer).orElse(null);
    }

    private static int replacedBy(SignedReport report, List<SignedReport> all) {
        return all.stream().filter(one -> one.number() > report.number() && one.kind().goesOut())
                .mapToInt(SignedReport::issue).max().orElse(0);
    }

    private static ReadingTask.Examination examination(JsonObject content) {
        JsonObject patient = content.getJsonObject("patient");
        JsonObject study = content.getJsonObject("examination");
        String name = text(patient, "name");
        var person = new ReadingTask.Person(name, PersonName.parse(name).spoken().stream().findFirst().orElse(""),
                text(patient, "patientId"), text(patient, "issuer"), text(patient, "birthDate"), text(patient, "sex"));
        return new ReadingTask.Examination(text(study, "studyInstanceUid"), person, text(study, "accessionNumber"),
                text(study, "studyDate"), text(study, "studyTime"), text(study, "description"),
                texts(study, "modalities"), texts(study, "bodyParts"), texts(study, "lateralities"),
                study.getInteger("instances", 0));
    }

    private static String text(JsonObject json, String name) {
        String text = json.getString(name);
        return text == null ? "" : text;
    }

    private static List<String> texts(JsonObject json, String name) {
        return json.getJsonArray(name, new JsonArray()).stream().map(String.class::cast).toList();
    }

    /** Says nothing of what is in it. */
    @Override
    public String toString() {
        return report.toString();
    }
}
