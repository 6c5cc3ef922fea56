package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.SharedCentre;
import org.lianzhen.gateway.member.Unit;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.queue.ReadingTasks;

/** Studies that are to be read, as JSON. Whoever may see a queue reads the patients in it, and sees them in full. */
final class ReadingTaskJson {
    private final MemberDirectory members;

    /** @param members who know what units and centres are called */
    ReadingTaskJson(MemberDirectory members) {
        this.members = members;
    }

    JsonObject of(ReadingTask task) {
        ReadingTask.Examination examination = task.examination();
        ReadingTask.Standing standing = task.standing();
        ReadingTask.Person patient = examination.patient();
        return new JsonObject().put("id", task.id().toString()).put("unit", task.owner().unit())
                .put("unitName", unitName(task.owner().unit())).put("centre", task.owner().centre())
                .put("centreName", centreName(task.owner().centre())).put("reader", task.owner().reader())
                .put("home", home(task.owner().home()))
                .put("studyInstanceUid", examination.studyInstanceUid())
                .put("patientName", patient.spoken()).put("patientId", patient.patientId())
                .put("sex", patient.sex()).put("birthDate", patient.birthDate())
                .put("accessionNumber", examination.accessionNumber()).put("studyDate", examination.studyDate())
                .put("studyTime", examination.studyTime()).put("description", examination.description())
                .put("modalities", new JsonArray(examination.modalities()))
                .put("bodyParts", new JsonArray(examination.bodyParts())).put("instances", examination.instances())
                .put("urgency", task.clock().urgency().name()).put("state", standing.state().name())
                .put("receivedAt", text(task.clock().receivedAt())).put("dueAt", text(task.clock().dueAt()))
                .put("heldUntil", text(task.clock().heldUntil())).put("holder", of(standing.holder()))
                .put("writer", of(standing.writer())).put("approver", of(standing.approver()))
                .put("report", standing.report()).put("version", standing.version())
                .put("amendment", of(standing.amendment()));
    }

    private static @Nullable JsonObject of(ReadingTask.@Nullable Amendment amendment) {
        return amendment == null ? null
                : new JsonObject().put("number", amendment.number()).put("reason", amendment.reason());
    }

    private @Nullable JsonObject home(@Nullable String centre) {
        return centre == null ? null : new JsonObject().put("code", centre).put("name", centreName(centre));
    }

    private String unitName(String code) {
        return members.members().unit(code).map(Unit::name).orElse(code);
    }

    private String centreName(String code) {
        return members.members().centre(code).map(SharedCentre::name).orElse(code);
    }

    private static @Nullable JsonObject of(ReadingTask.@Nullable Reader reader) {
        return reader == null ? null
                : new JsonObject().put("account", reader.account()).put("name", reader.name());
    }

    static JsonObject of(ReadingTasks.Event event) {
        return new JsonObject().put("at", event.at().toString()).put("account", event.account())
                .put("move", event.move().name()).put("state", event.to().name()).put("reason", event.reason());
    }

    static JsonObject of(ReadingTasks.Count count) {
        return new JsonObject().put("centre", count.centre()).put("state", count.state().name())
                .put("studies", count.tasks()).put("late", count.late());
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
