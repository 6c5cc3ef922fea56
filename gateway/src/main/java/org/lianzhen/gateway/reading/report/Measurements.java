package org.lianzhen.gateway.reading.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.lianzhen.dicom.dict.Uid;
import org.lianzhen.gateway.reading.MarkStore;
import org.lianzhen.gateway.reading.PersonalDocument;
import org.lianzhen.gateway.reading.queue.ReadingTask;

/**
 * Which measurements belong to a report, and how they are written down. They are taken when it is signed, so that they stay as they were
 * however often somebody draws afterwards.
 */
final class Measurements {
    /** More than anybody wants to have in a report; of more the newest count. */
    static final int MOST = 300;
    /** No image is so large. */
    private static final double FARTHEST = 1_000_000;

    private Measurements() {}

    /**
     * Those of whoever signs as they are now, after those of others as the newest version has them: like its text these stay until they are
     * measured anew.
     */
    static CompletionStage<List<Measurement>> of(ReadingTask task, ReadingTask.Reader signer, MarkStore marks,
            Reports reports) {
        var place = new MarkStore.Place(signer.account(), task.examination().studyInstanceUid());
        return marks.marks(place).thenCombine(reports.versions(task.id()),
                (own, versions) -> joined(versions, own, signer));
    }

    private static List<Measurement> joined(List<SignedReport> versions, PersonalDocument own,
            ReadingTask.Reader signer) {
        Stream<Measurement> others = versions.isEmpty() ? Stream.empty()
                : signed(new JsonObject(versions.getLast().content())).stream()
                        .filter(one -> !one.by().account().equals(signer.account()));
        List<Measurement> all = Stream.concat(others, drawn(new JsonObject(own.content()), signer)).toList();
        return all.subList(Math.max(0, all.size() - MOST), all.size());
    }

    /** As the viewer keeps them; what is none is passed over. */
    private static Stream<Measurement> drawn(JsonObject marks, ReadingTask.Reader by) {
        return objects(marks, "annotations").flatMap(one -> measurement(one, by).stream());
    }

    private static Stream<JsonObject> objects(JsonObject holder, String name) {
        return holder.getValue(name) instanceof JsonArray all
                ? all.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
                : Stream.empty();
    }

    private static Optional<Measurement> measurement(JsonObject json, ReadingTask.Reader by) {
        Optional<Measurement.Kind> kind = Stream.of(Measurement.Kind.values())
                .filter(one -> name(one).equals(json.getValue("kind"))).findFirst();
        if (kind.isEmpty() || !(json.getValue("id") instanceof Number id)
                || !(json.getValue("series") instanceof String series) || !Uid.isValid(series)
                || !(json.getValue("instance") instanceof String instance) || !Uid.isValid(instance)
                || !(json.getValue("frame", 1) instanceof Integer frame) || frame < 1) {
            return Optional.empty();
        }
        List<Measurement.Point> points = points(json.getValue("points"));
        return points.size() == kind.get().points()
                ? Optional.of(new Measurement(id.longValue(), kind.get(),
                        new Measurement.Place(series, instance, frame), points, by))
                : Optional.empty();
    }

    /** None when one of them is no point. */
    private static List<Measurement.Point> points(Object json) {
        List<Measurement.Point> points = new ArrayList<>();
        if (json instanceof JsonArray all) {
            for (Object each : all) {
                if (!(each instanceof JsonArray pair) || pair.size() != 2
                        || !(pair.getValue(0) instanceof Number column) || !(pair.getValue(1) instanceof Number row)
                        || !isNear(column) || !isNear(row)) {
                    return List.of();
                }
                points.add(new Measurement.Point(column.doubleValue(), row.doubleValue()));
            }
        }
        return points;
    }

    private static boolean isNear(Number value) {
        return Math.abs(value.doubleValue()) <= FARTHEST;
    }

    private static String name(Measurement.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** As they are signed. */
    static JsonArray json(List<Measurement> measurements) {
        var all = new JsonArray();
        for (Measurement one : measurements) {
            var points = new JsonArray();
            one.points().forEach(point -> points.add(new JsonArray().add(point.column()).add(point.row())));
            all.add(new JsonObject().put("id", one.id()).put("kind", name(one.kind()))
                    .put("series", one.at().series()).put("instance", one.at().instance())
                    .put("frame", one.at().frame()).put("points", points).put("by", one.by().account())
                    .put("byName", one.by().name()));
        }
        return all;
    }

    /** Those of a signed version. */
    static List<Measurement> signed(JsonObject content) {
        return objects(content, "measurements").flatMap(one -> measurement(one,
                new ReadingTask.Reader(one.getString("by"), one.getString("byName"))).stream()).toList();
    }
}
