package org.lianzhen.gateway.reading.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportDocumentTest {
    private static final SignedReport FIRST = SampleReports.report("Wang^XiaoDong=王^小东", 1,
            SampleReports.text("右肺结节"));
    private static final SignedReport LAST = SampleReports.report("Wang^XiaoDong=王^小东", 2,
            SampleReports.text("右肺结节"));
    private static final List<SignedReport> ALL = List.of(FIRST, LAST);

    @Test
    void hasWhatWasSigned() {
        ReportDocument document = ReportDocument.of(LAST, ALL);
        assertThat(document.house()).isEqualTo(new ReportDocument.House("TS1", "南关镇卫生院", "IMG", "县影像诊断中心"));
        assertThat(document.text()).isEqualTo(SampleReports.text("右肺结节"));
        assertThat(document.examination().studyInstanceUid()).isEqualTo("1.2.3");
        assertThat(document.examination().accessionNumber()).isEqualTo("A7");
        assertThat(document.examination().modalities()).containsExactly("CT");
        assertThat(document.examination().patient().issuer()).isEqualTo("ISS");
        assertThat(document.reading()).isEqualTo("00000000-0000-0000-0000-000000000007");
    }

    @Test
    void namesThePatientAsPeopleDo() {
        assertThat(ReportDocument.of(LAST, ALL).examination().patient().spoken()).isEqualTo("王小东");
        SignedReport latin = SampleReports.report("Smith^Ann", 1, SampleReports.text("x"));
        assertThat(ReportDocument.of(latin, List.of(latin)).examination().patient().spoken()).isEqualTo("Smith Ann");
    }

    @Test
    void saysWhenItsWriterSigned() {
        assertThat(ReportDocument.of(FIRST, ALL).people().writtenAt()).isNull();
        ReportDocument.People people = ReportDocument.of(LAST, ALL).people();
        assertThat(people.writtenAt()).isEqualTo(SampleReports.WRITTEN);
        assertThat(people.writer().name()).isEqualTo("李医生");
        assertThat(people.signer().name()).isEqualTo("赵主任");
    }

    @Test
    void saysWhichVersionHasTakenItsPlace() {
        assertThat(ReportDocument.of(FIRST, ALL).change().replacedBy()).isEqualTo(2);
        assertThat(ReportDocument.of(LAST, ALL).change().replacedBy()).isZero();
    }

    @Test
    void whatNobodyHasLookedAtTakesNoPlace() {
        var proposal = new SignedReport(3, 0, SignedReport.Kind.PROPOSAL, LAST.content(), LAST.signer(),
                LAST.signedAt(), LAST.signature());
        assertThat(ReportDocument.of(LAST, List.of(FIRST, LAST, proposal)).change().replacedBy()).isZero();
    }

    @Test
    void isReplacedByThatWhichPeopleKnow() {
        var amendment = new SignedReport(4, 3, SignedReport.Kind.AMENDMENT, LAST.content(), LAST.signer(),
                LAST.signedAt(), LAST.signature());
        assertThat(ReportDocument.of(LAST, List.of(FIRST, LAST, amendment)).change().replacedBy()).isEqualTo(3);
    }

    @Test
    void saysWhyItChangesOrWithdrawsAnother() {
        assertThat(ReportDocument.of(LAST, ALL).change().reason()).isEmpty();
        assertThat(SampleReports.amended("左右写反").change().reason()).isEqualTo("左右写反");
        assertThat(SampleReports.withdrawn("病人错误").change().reason()).isEqualTo("病人错误");
    }

    @Test
    void nothingOfItIsToldToLogs() {
        assertThat(ReportDocument.of(LAST, ALL).toString()).isEqualTo("FINAL report 2");
    }
}
