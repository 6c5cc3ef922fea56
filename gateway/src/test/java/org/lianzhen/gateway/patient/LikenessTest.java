package org.lianzhen.gateway.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.patient.Identifier.Kind;
import org.lianzhen.gateway.patient.Likeness.Judgement.Possible;
import org.lianzhen.gateway.patient.Likeness.Judgement.Same;
import org.lianzhen.gateway.patient.Likeness.Judgement.Unrelated;

class LikenessTest {
    private static final Identifier CARD = new Identifier(Kind.ID_CARD, "", "341322198802291234");
    private static final Identifier OTHER_CARD = new Identifier(Kind.ID_CARD, "", "34132219780815456X");
    private static final Identifier PHONE = new Identifier(Kind.PHONE, "", "13812348000");

    private static PatientRecord patient(String name, String birth, String sex, Identifier... numbers) {
        return new PatientRecord(UUID.randomUUID(), "TS1", new PatientRecord.Self("TS1", "P1", name, birth, sex),
                Optional.empty(), List.of(numbers));
    }

    private static Likeness.Judgement judge(PatientRecord one, PatientRecord other) {
        Likeness.Judgement judgement = Likeness.of(one, other);
        assertThat(Likeness.of(other, one)).isEqualTo(judgement);
        return judgement;
    }

    @ParameterizedTest
    @CsvSource({ "王^小东,19880229,M", "WANG^XIAODONG,19880229,M", "王^小东,'',''", "'','',''", "王^小东,19880229,O" })
    void theSameCardAndNothingAgainstItIsTheSamePerson(String name, String birth, String sex) {
        assertThat(judge(patient("王^小东", "19880229", "M", CARD), patient(name, birth, sex, CARD)))
                .isEqualTo(new Same("same ID_CARD"));
    }

    @ParameterizedTest
    @CsvSource({ "王^大东,19880229,M,other name", "王^小东,20200606,M,other birth date", "王^小东,19880229,F,other sex" })
    void whatSpeaksAgainstTheSameCardIsAPersonsToJudge(String name, String birth, String sex, String why) {
        assertThat(judge(patient("王^小东", "19880229", "M", CARD), patient(name, birth, sex, CARD)))
                .isEqualTo(new Possible(0.5, "same ID_CARD, but " + why));
    }

    @Test
    void aNewbornWithItsMothersCardIsNotItsMother() {
        assertThat(judge(patient("", "20260101", "", CARD), patient("", "", "", CARD)))
                .isEqualTo(new Possible(0.5, "same ID_CARD, but the birth date is not that of the card"));
    }

    @Test
    void nameSexAndBirthDateAreAPossibility() {
        PatientRecord one = patient("王^小东", "19880229", "M");
        assertThat(judge(one, patient("Wang^XiaoDong", "19880229", "M")))
                .isEqualTo(new Possible(0.6, "same name, sex and birth date"));
        assertThat(judge(patient("王^小东", "19880229", "M", PHONE), patient("王^小东", "19880229", "M", PHONE)))
                .isEqualTo(new Possible(0.9, "same name, sex, birth date and phone"));
        assertThat(judge(patient("王^小东", "19880229", "M", CARD), one)).isInstanceOf(Possible.class);
    }

    @Test
    void withLessTheyAreUnrelated() {
        PatientRecord one = patient("王^小东", "19880229", "M", PHONE);
        assertThat(judge(one, patient("王^小东", "", "M", PHONE))).isEqualTo(new Unrelated());
        assertThat(judge(one, patient("王^小东", "19880229", "O", PHONE))).isEqualTo(new Unrelated());
        assertThat(judge(one, patient("", "19880229", "M", PHONE))).isEqualTo(new Unrelated());
        assertThat(judge(patient("王^小东", "1988", "M"), patient("王^小东", "1988", "M"))).isEqualTo(new Unrelated());
    }

    @Test
    void differentCardsAreDifferentPeople() {
        assertThat(judge(patient("王^小东", "", "M", CARD), patient("王^小东", "", "M", OTHER_CARD)))
                .isEqualTo(new Unrelated());
        assertThat(judge(patient("王^小东", "19880229", "M", CARD), patient("王^小东", "19880229", "M", OTHER_CARD)))
                .isEqualTo(new Unrelated());
    }

    @Test
    void anInsuranceNumberOfAnotherIssuerIsAnother() {
        assertThat(judge(patient("王^小东", "", "M", new Identifier(Kind.INSURANCE, "3413", "7")),
                patient("王^小东", "", "M", new Identifier(Kind.INSURANCE, "3201", "7")))).isEqualTo(new Unrelated());
    }
}
