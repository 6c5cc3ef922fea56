package org.lianzhen.gateway.reading.outgoing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lianzhen.gateway.archive.PlacedObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.reading.outgoing.MeasurementGroup.Taken;
import org.lianzhen.gateway.reading.report.Measurement;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.ReportText;

/** What reports on one study speak of, as far as it is here. Blocks. */
final class ReportSources {
    private final Outgoing.Images archive;
    private final Set<String> units;
    private final Map<String, Optional<MeasuredImage>> read = new HashMap<>();

    /** @param unit that made the study */
    ReportSources(Outgoing.Images archive, String unit) {
        this.archive = archive;
        this.units = Set.of(unit);
    }

    ReportObjects.Parts of(ReportDocument document) {
        String study = document.examination().studyInstanceUid();
        List<Referenced> images = new ArrayList<>();
        for (ReportText.KeyImage key : document.text().keyImages()) {
            placed(new Scope(study, key.series(), key.instance())).map(
                    placed -> new Referenced(key.series(), placed.object().instance().sopClassUid(), key.instance(),
                            key.frame() > 1 ? key.frame() : 0, true))
                    .ifPresent(images::add);
        }
        List<Taken> taken = new ArrayList<>();
        for (Measurement one : document.found().measurements()) {
            image(new Scope(study, one.at().series(), one.at().instance()))
                    .filter(image -> image.has(one.at().frame()))
                    .ifPresent(image -> taken.add(new Taken(one, image)));
        }
        return new ReportObjects.Parts(images, taken);
    }

    private Optional<MeasuredImage> image(Scope scope) {
        String name = scope.series() + "/" + scope.instance();
        Optional<MeasuredImage> known = read.get(name);
        if (known == null) {
            known = placed(scope).flatMap(placed -> MeasuredImage.read(placed.object().series(),
                    archive.files().apply(placed.object().bytes().key())));
            read.put(name, known);
        }
        return known;
    }

    private Optional<PlacedObject> placed(Scope scope) {
        return archive.objects().instance(scope, units).toCompletableFuture().join();
    }
}
