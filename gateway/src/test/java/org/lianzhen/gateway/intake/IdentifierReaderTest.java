package org.lianzhen.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.patient.Identifier.Kind;

class IdentifierReaderTest {
    private static final String CARD = "11010519491231002X";

    private static List<Identifier> read(DataSetBuilder dataSet) {
        return IdentifierReader.read(dataSet.build(), "TS1");
    }

    private static DataSetBuilder patient() {
        return DataSet.builder(SpecificCharacterSet.GB18030).put(Tag.PatientID, "P1");
    }

    private static DataSetBuilder item(String number, String issuer) {
        return DataSet.itemBuilder(SpecificCharacterSet.GB18030).put(Tag.PatientID, number).put(Tag.IssuerOfPatientID,
                issuer);
    }

    private static List<Identifier> other(DataSetBuilder item) {
        return read(patient().putSequence(Tag.OtherPatientIDsSequence, item.build()));
    }

    @Test
    void thePatientIdItselfIsNoFurtherNumber() {
        assertThat(read(patient())).isEmpty();
        assertThat(read(DataSet.builder())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "11010519491231002X", "11010519491231002x" })
    void aPatientIdThatIsAnIdentityCardsIsThatToo(String patientId) {
        assertThat(read(DataSet.builder().put(Tag.PatientID, patientId)))
                .containsExactly(new Identifier(Kind.ID_CARD, "", CARD));
    }

    @Test
    void otherPatientIdsOfTheOldFormCountWhenTheyAreIdentityCards() {
        assertThat(read(patient().put(Tag.OtherPatientIDs, "X9", CARD)))
                .containsExactly(new Identifier(Kind.ID_CARD, "", CARD));
    }

    @ParameterizedTest
    @CsvSource({ "3413,HC,HEALTH_CARD", "3413,SN,INSURANCE", "CHN,PPN,PASSPORT", "CH1,MR,UNIT_NUMBER",
            "CN,NI,OTHER" })
    void theCodeSaysWhatKindANumberIs(String issuer, String code, Kind kind) {
        var qualifiers = DataSet.itemBuilder(SpecificCharacterSet.GB18030).put(Tag.IdentifierTypeCode, code).build();
        assertThat(other(item("E123", issuer).putSequence(Tag.IssuerOfPatientIDQualifiersSequence, qualifiers)))
                .containsExactly(new Identifier(kind, issuer, "E123"));
    }

    @ParameterizedTest
    @CsvSource({ "省医保局,INSURANCE", "电子健康卡,HEALTH_CARD", "护照,PASSPORT", "CH1,UNIT_NUMBER" })
    void elseTheIssuerDoes(String issuer, Kind kind) {
        assertThat(other(item("E123", issuer))).containsExactly(new Identifier(kind, issuer, "E123"));
    }

    @Test
    void elseTheNumberItselfAndElseItIsTheUnits() {
        assertThat(other(item(CARD.toLowerCase(Locale.ROOT), "市公安局")))
                .containsExactly(new Identifier(Kind.ID_CARD, "", CARD));
        assertThat(other(item("77", ""))).containsExactly(new Identifier(Kind.UNIT_NUMBER, "TS1", "77"));
    }

    @Test
    void phonesAreKeptForComparison() {
        assertThat(read(patient().put(Tag.PatientTelephoneNumbers, "13812348000")))
                .containsExactly(new Identifier(Kind.PHONE, "", "13812348000"));
    }

    @Test
    void whatIsNoNumberIsPassedOverAndNobodyHasHundreds() {
        assertThat(other(item("", "CH1"))).isEmpty();
        DataSet[] many = IntStream.range(0, 500).mapToObj(i -> item("N" + i, "CH1").build()).toArray(DataSet[]::new);
        assertThat(read(patient().putSequence(Tag.OtherPatientIDsSequence, many))).hasSize(20);
    }
}
