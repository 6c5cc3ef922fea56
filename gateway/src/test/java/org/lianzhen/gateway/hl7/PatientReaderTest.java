package org.lianzhen.gateway.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.patient.Identifier;

class PatientReaderTest {
    private static final String HEAD = "MSH|^~\\&|HIS|TS1|||||ADT^A08|M1|P|2.4\r";
    private static final String CARD = "11010519491231002X";

    private static PatientReader reader(String segments) throws RefusedMessage {
        return new PatientReader(Segments.of(HEAD + segments + "\r"), "TS1");
    }

    private static OrderPatient patient(String segments) throws RefusedMessage {
        return reader(segments).patient();
    }

    private static RefusedMessage refusal(String segments) {
        return catchThrowableOfType(RefusedMessage.class, () -> patient(segments));
    }

    @ParameterizedTest
    @CsvSource({ "P1, TS1, P1", "P1^^^^PI, TS1, P1", "P1^^^TS1MPI^MR, TS1MPI, P1", "P1^^^EAST&1.2.3&ISO^PI, EAST, P1",
            "C1^^^^HC~P1^^^^PI, TS1, P1", "~P1, TS1, P1", "P1~P2, TS1, P1", CARD + ", TS1, " + CARD,
            "' P1 ', TS1, P1", "\"\"~P2, TS1, P2" })
    void theFirstNumberWithoutKindIsTheUnits(String written, String issuer, String number) throws RefusedMessage {
        assertThat(patient("PID|1||" + written + "||王^小东")).extracting(OrderPatient::issuer, OrderPatient::patientId)
                .containsExactly(issuer, number);
    }

    @ParameterizedTest
    @CsvSource({ "NI, ID_CARD", "NNCHN, ID_CARD", "SS, ID_CARD", "idcard, ID_CARD", "HC, HEALTH_CARD",
            "JHN, HEALTH_CARD", "ehc, HEALTH_CARD", "SNO, INSURANCE", "MI, INSURANCE", "INS, INSURANCE",
            "PPN, PASSPORT", "VN, UNIT_NUMBER", "'', UNIT_NUMBER" })
    void everyKindOfNumberIsKnown(String type, Identifier.Kind kind) throws RefusedMessage {
        OrderPatient patient = patient("PID|1||P1^^^^PI~" + CARD + "^^^^" + type + "||王^小东");

        assertThat(patient.patientId()).isEqualTo("P1");
        assertThat(patient.identifiers()).extracting(Identifier::kind, Identifier::issuer, Identifier::number)
                .containsExactly(tuple(kind, kind == Identifier.Kind.UNIT_NUMBER ? "TS1" : "", CARD));
    }

    @Test
    void numbersKeepWhoGaveThem() throws RefusedMessage {
        OrderPatient patient = patient("PID|1||P1~H1^^^330100^HC~V1^^^TS9^VN||王^小东");

        assertThat(patient.identifiers()).extracting(Identifier::kind, Identifier::issuer, Identifier::number)
                .containsExactly(tuple(Identifier.Kind.HEALTH_CARD, "330100", "H1"),
                        tuple(Identifier.Kind.UNIT_NUMBER, "TS9", "V1"));
    }

    @Test
    void whatIsNoIdentityCardIsKeptAsSomethingElse() throws RefusedMessage {
        assertThat(patient("PID|1||P1~110105194912310021^^^^NI||王^小东").identifiers())
                .extracting(Identifier::kind, Identifier::number)
                .containsExactly(tuple(Identifier.Kind.OTHER, "110105194912310021"));
    }

    @Test
    void anIdentityCardThatIsToldTwiceIsOne() throws RefusedMessage {
        String pid = "PID|1||P1~" + CARD + "^^^^NI||王^小东||||||||||||||" + CARD.replace('X', 'x');

        assertThat(patient(pid).identifiers()).extracting(Identifier::number).containsExactly(CARD);
        assertThat(patient(pid.replace("~" + CARD + "^^^^NI", "")).identifiers()).extracting(Identifier::number)
                .containsExactly(CARD);
    }

    @Test
    void aTelephoneIsANumberOfThePatient() throws RefusedMessage {
        assertThat(patient("PID|1||P1||王^小东||||||||0571-8888^PRN^PH~13800138000").identifiers())
                .extracting(Identifier::kind, Identifier::number)
                .containsExactly(tuple(Identifier.Kind.PHONE, "0571-8888"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "PID|1", "PID|1||||王^小东", "PID|1||^^^TS1^PI||王", "PID|1||H1^^^^HC||王", "PID|1||\"\"||王",
            "PID|1|P1|||王" })
    void aPatientWithoutNumberOfTheUnitIsRefused(String pid) {
        assertThat(refusal(pid)).extracting(RefusedMessage::code, RefusedMessage::place)
                .containsExactly(RefusedMessage.Code.FIELD_MISSING, "PID-3");
    }

    @Test
    void aMessageWithoutPatientIsRefused() {
        assertThat(refusal("PV1|1|I")).extracting(RefusedMessage::code, RefusedMessage::place)
                .containsExactly(RefusedMessage.Code.SEGMENT_SEQUENCE, "PID");
    }

    @ParameterizedTest
    @CsvSource({ "王^小东, 王^小东", "王小东, 王小东", "欧阳^^, 欧阳", "Wang^Xiao^Dong, Wang^Xiao^Dong",
            "Smith^Ann^B^Jr^Dr, Smith^Ann^B^Dr^Jr", "Smith^Ann^^^Dr, Smith^Ann^^Dr",
            "王^小东~Wang^XiaoDong, Wang^XiaoDong=王^小东",
            "Wang^XiaoDong~王^小东~汪^晓东, Wang^XiaoDong=王^小东", "Wang~Wong, Wang", "𠮷^田, 𠮷^田", "\"\", ''", "'', ''",
            "O\\T\\K^a, O&K^a" })
    void aNameIsWrittenAsDicomDoes(String written, String name) throws RefusedMessage {
        assertThat(patient("PID|1||P1||" + written).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({ "19491231, 19491231", "19491231083000, 19491231", "1949, 1949", "194912, 194912", "\"\", ''",
            "'', ''", "1949-12-31, 1949-12-31", "19491200, 194912", "1949+0800, 1949", "19491231^D, 19491231" })
    void aDayOfBirthHasNoTime(String written, String date) throws RefusedMessage {
        assertThat(patient("PID|1||P1||王||" + written).birthDate()).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource({ "M, M", "m, M", "1, M", "男, M", "F, F", "2, F", "女, F", "O, O", "A, O", "9, O", "U, ''", "0, ''",
            "N, ''", "\"\", ''", "'', ''", "M^Male, M" })
    void aSexIsOneOfThree(String written, String sex) throws RefusedMessage {
        assertThat(patient("PID|1||P1||王|||" + written).sex()).isEqualTo(sex);
    }

    @ParameterizedTest
    @CsvSource({ "I, INPATIENT", "i, INPATIENT", "住院, INPATIENT", "E, EMERGENCY", "急诊, EMERGENCY", "O, OUTPATIENT",
            "P, OUTPATIENT", "'', OUTPATIENT", "门诊, OUTPATIENT" })
    void aVisitIsOfAKind(String written, OrderPatient.Visit visit) throws RefusedMessage {
        assertThat(patient("PID|1||P1||王\rPV1|1|" + written).visit()).isEqualTo(visit);
        assertThat(patient("PID|1||P1||王").visit()).isEqualTo(OrderPatient.Visit.OUTPATIENT);
    }

    @Test
    void theNumberThatIsMergedIsReadAsTheOthers() throws RefusedMessage {
        Segments segments = Segments.of(HEAD + "PID|1||P2||王\rMRG|H1^^^^HC~P1^^^OLD^PI\r");
        var reader = new PatientReader(segments, "TS1");
        Identifier prior = reader.own(reader.numbers(segments.required("MRG"), 1), "MRG-1");

        assertThat(prior).extracting(Identifier::issuer, Identifier::number).containsExactly("OLD", "P1");
    }

    @Test
    void whatIsMergedNeedsANumberToo() throws RefusedMessage {
        Segments segments = Segments.of(HEAD + "PID|1||P2||王\rMRG|H1^^^^HC\r");
        var reader = new PatientReader(segments, "TS1");
        RefusedMessage refusal = catchThrowableOfType(RefusedMessage.class,
                () -> reader.own(reader.numbers(segments.required("MRG"), 1), "MRG-1"));

        assertThat(refusal).extracting(RefusedMessage::code, RefusedMessage::place)
                .containsExactly(RefusedMessage.Code.FIELD_MISSING, "MRG-1");
    }

    @Test
    void nothingOfAPatientIsInWhatIsLogged() throws RefusedMessage {
        assertThat(patient("PID|1||P1~" + CARD + "^^^^NI||王^小东").toString()).doesNotContain("P1", CARD, "王");
        assertThat(refusal("PID|1||H1^^^^HC||王^小东").why()).doesNotContain("H1", "王");
    }
}
