package org.lianzhen.gateway.reading.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.dict.Uid;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.SampleReports;

class ObjectKindTest {
    private static final ReportDocument FIRST = SampleReports.preliminary("王^小东", "结节");
    private static final ReportDocument LAST = SampleReports.approved("王^小东", "结节");

    @ParameterizedTest
    @EnumSource(ObjectKind.class)
    void versionsShareASeriesAndNoName(ObjectKind kind) {
        assertThat(kind.seriesUid(FIRST)).isEqualTo(kind.seriesUid(LAST));
        assertThat(kind.instanceUid(FIRST)).isNotEqualTo(kind.instanceUid(LAST));
        assertThat(kind.instanceUid(FIRST)).matches(Uid::isValid);
        assertThat(kind.seriesUid(FIRST)).matches(Uid::isValid);
    }

    @ParameterizedTest
    @EnumSource(ObjectKind.class)
    void kindsShareNothing(ObjectKind kind) {
        for (ObjectKind other : ObjectKind.values()) {
            if (other != kind) {
                assertThat(kind.seriesUid(FIRST)).isNotEqualTo(other.seriesUid(FIRST));
                assertThat(kind.instanceUid(FIRST)).isNotEqualTo(other.instanceUid(FIRST));
            }
        }
    }
}
