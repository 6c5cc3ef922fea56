package org.lianzhen.gateway.reading.outgoing;

import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.gateway.reading.report.CriticalWords;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.ReportText;
import org.lianzhen.gateway.reading.report.SignedReport;

/** A report as Basic Text SR, by template 2000 of PS3.16. */
final class StructuredReport {
    private static final String WITHDRAWN = "本报告已撤回,请勿使用。原因:";

    private final ReportDocument report;
    private final List<Referenced> images;
    private final List<Referenced> predecessors;

    /** @param predecessors reports whose place it takes */
    StructuredReport(ReportDocument report, List<Referenced> images, List<Referenced> predecessors) {
        this.report = report;
        this.images = images;
        this.predecessors = predecessors;
    }

    DataSet dataSet() {
        return new SrDocument(report, ObjectKind.SR, Code.REPORT, "2000").of(content(),
                new SrDocument.Links(predecessors, images));
    }

    private List<DataSet> content() {
        List<DataSet> content = SrDocument.context(report);
        if (report.report().kind() == SignedReport.Kind.WITHDRAWAL) {
            add(content, Section.IMPRESSIONS, WITHDRAWN + report.change().reason());
            return content;
        }
        ReportText text = report.text();
        add(content, Section.HISTORY, text.clinicalInfo());
        add(content, Section.PROCEDURE, joined(text.item(), text.technique()));
        add(content, Section.PRIOR, text.comparison());
        add(content, Section.FINDINGS, text.findings());
        Boolean positive = text.positive();
        List<String> impressions = new ArrayList<>();
        impressions.add(joined(text.impression(), positive == null ? "" : positive ? "(阳性)" : "(阴性)"));
        report.found().criticals()
                .forEach(one -> impressions.add("危急值:" + String.join("\n", CriticalWords.lines(one))));
        addAll(content, Section.IMPRESSIONS, impressions);
        add(content, Section.RECOMMENDATIONS, text.recommendations());
        if (!report.change().reason().isBlank()) {
            add(content, Section.ADDENDUM, "更正原因:" + report.change().reason());
        }
        if (!images.isEmpty()) {
            content.add(ContentItems.container(Code.KEY_IMAGES,
                    images.stream().map(ContentItems::reference).toList()));
        }
        return content;
    }

    private static String joined(String one, String other) {
        return one.isBlank() || other.isBlank() ? one + other : one + " " + other;
    }

    private static void add(List<DataSet> content, Section section, String text) {
        addAll(content, section, List.of(text));
    }

    private static void addAll(List<DataSet> content, Section section, List<String> texts) {
        List<DataSet> items = texts.stream().filter(text -> !text.isBlank())
                .map(text -> ContentItems.text(ContentItems.CONTAINS, section.element, text.strip())).toList();
        if (!items.isEmpty()) {
            content.add(ContentItems.container(section.heading, items));
        }
    }

    /** Headings and what stands under them (PS3.16 context groups 7001 and 7002). */
    private enum Section {
        HISTORY(new Code("11329-0", "LN", "History"), new Code("121060", "DCM", "History")),
        PROCEDURE(new Code("55111-9", "LN", "Current Procedure Descriptions"),
                new Code("121065", "DCM", "Procedure Description")),
        PRIOR(new Code("55114-3", "LN", "Prior Procedure Descriptions"),
                new Code("121065", "DCM", "Procedure Description")),
        FINDINGS(new Code("59776-5", "LN", "Procedure Findings"), new Code("121071", "DCM", "Finding")),
        IMPRESSIONS(new Code("19005-8", "LN", "Impressions"), new Code("121073", "DCM", "Impression")),
        RECOMMENDATIONS(new Code("18783-1", "LN", "Recommendations"), new Code("121075", "DCM", "Recommendation")),
        ADDENDUM(new Code("55107-7", "LN", "Addendum"), new Code("121077", "DCM", "Conclusion"));

        private final Code heading;
        private final Code element;

        Section(Code heading, Code element) {
            this.heading = heading;
            this.element = element;
        }
    }
}
