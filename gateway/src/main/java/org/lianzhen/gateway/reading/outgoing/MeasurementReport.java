package org.lianzhen.gateway.reading.outgoing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.image.ModalityValues;
import org.lianzhen.gateway.reading.outgoing.MeasurementGroup.Taken;
import org.lianzhen.gateway.reading.report.Measurement;
import org.lianzhen.gateway.reading.report.ReportDocument;

/** The measurements of a report as Comprehensive SR, by template 1500 of PS3.16. */
final class MeasurementReport {
    /** Frames that are decoded for one report; regions of others have their area alone. */
    private static final int MOST_DECODED = 20;

    private final ReportDocument report;
    private final List<Taken> measurements;
    private int decoded;

    /** @param measurements at least one */
    MeasurementReport(ReportDocument report, List<Taken> measurements) {
        this.report = report;
        this.measurements = measurements;
    }

    /** @param predecessors whose place it takes */
    DataSet dataSet(List<Referenced> predecessors) {
        List<Referenced> images = measurements.stream()
                .map(one -> one.image().reference(one.measurement().at().frame())).distinct().toList();
        List<DataSet> content = SrDocument.context(report);
        content.add(ContentItems.code(ContentItems.MODIFIER, MeasureCodes.PROCEDURE,
                MeasureCodes.procedure(report.examination().modalities())));
        content.add(ContentItems.container(MeasureCodes.LIBRARY, List.of(ContentItems
                .container(MeasureCodes.LIBRARY_GROUP, images.stream().map(ContentItems::reference).toList())),
                "1600"));
        content.add(ContentItems.container(MeasureCodes.MEASUREMENTS, groups()));
        return new SrDocument(report, ObjectKind.MEASUREMENTS, MeasureCodes.REPORT, "1500")
                .of(content, new SrDocument.Links(predecessors, images)).toBuilder()
                .putSequence(Tags.CodingSchemeIdentificationSequence, MeasureCodes.scheme()).build();
    }

    /** Those of one frame together, so that it is decoded once; otherwise in the order in which they were made. */
    private List<DataSet> groups() {
        Map<Measurement.Place, List<Integer>> byFrame = new LinkedHashMap<>();
        for (int at = 0; at < measurements.size(); at++) {
            byFrame.computeIfAbsent(measurements.get(at).measurement().at(), place -> new ArrayList<>()).add(at);
        }
        Map<Integer, DataSet> groups = new TreeMap<>();
        for (List<Integer> together : byFrame.values()) {
            Optional<ModalityValues> values = values(together);
            for (int at : together) {
                groups.put(at, new MeasurementGroup(report, measurements.get(at), values).item(at + 1));
            }
        }
        return List.copyOf(groups.values());
    }

    private Optional<ModalityValues> values(List<Integer> together) {
        if (together.stream().noneMatch(at -> measurements.get(at).needsValues()) || decoded >= MOST_DECODED) {
            return Optional.empty();
        }
        decoded++;
        Taken one = measurements.get(together.getFirst());
        return one.image().values(one.measurement().at().frame());
    }
}
