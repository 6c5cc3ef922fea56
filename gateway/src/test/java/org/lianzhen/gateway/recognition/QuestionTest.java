package org.lianzhen.gateway.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderContent;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.order.OrderState;
import org.lianzhen.gateway.order.SampleOrder;
import org.lianzhen.gateway.patient.Identifier;

/** What an order asks. */
class QuestionTest {
    private static Order order(Urgency urgency, OrderPatient.Visit visit, String bodyPart) {
        OrderContent sample = SampleOrder.of("A1").content();
        var patient = new OrderPatient("TS1", "P1", "李^誠", "19700131", "M",
                List.of(new Identifier(Identifier.Kind.PASSPORT, "", "E1")), visit);
        var content = new OrderContent(patient, new OrderContent.Examination("CT", "CT001", "胸部平扫", bodyPart, "L"),
                new OrderContent.Reason(urgency, "", ""), sample.requester(), sample.schedule());
        return new Order(new UUID(0, 7), "TS1", Order.Source.HL7, SampleOrder.of("A1").numbers(), content,
                new Order.Progress(OrderState.ORDERED, List.of(), Instant.EPOCH, Instant.EPOCH), 1);
    }

    @Test
    void everythingThatTellsPatientAndExaminationIsTaken() {
        Question question = Question.of(order(Urgency.ROUTINE, OrderPatient.Visit.OUTPATIENT, "CHEST"));
        assertThat(question.unit()).isEqualTo("TS1");
        assertThat(question.source()).isEqualTo(new Question.Source(new UUID(0, 7), ""));
        assertThat(question.patient()).isEqualTo(new Question.Patient("TS1", "P1", "19700131",
                List.of(new Identifier(Identifier.Kind.PASSPORT, "", "E1"))));
        assertThat(question.examination())
                .isEqualTo(new ItemMapping.Described("CT001", "胸部平扫", Set.of("CT"), Set.of("CHEST")));
        assertThat(question.laterality()).isEqualTo("L");
        assertThat(question.requester()).isEqualTo(new Question.Requester("李明", "内科"));
        assertThat(question.flags()).isEmpty();
        assertThat(Question.of(order(Urgency.ROUTINE, OrderPatient.Visit.OUTPATIENT, "")).examination().bodyParts())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "EMERGENCY, OUTPATIENT, true", "ROUTINE, EMERGENCY, true", "GREEN_CHANNEL, INPATIENT, false",
            "URGENT, OUTPATIENT, false", "ROUTINE, INPATIENT, false", "BULK, OUTPATIENT, false" })
    void anEmergencyIsOneByItsUrgencyOrItsVisit(Urgency urgency, OrderPatient.Visit visit, boolean emergency) {
        assertThat(Question.of(order(urgency, visit, "CHEST")).flags())
                .isEqualTo(emergency ? Set.of(OrderFlag.EMERGENCY) : Set.of());
    }

    @Test
    void furtherOccasionsAreAdded() {
        Question question = Question.of(order(Urgency.EMERGENCY, OrderPatient.Visit.OUTPATIENT, "CHEST"));
        assertThat(question.on(Set.of(OrderFlag.PRE_OP)).flags())
                .isEqualTo(Set.of(OrderFlag.EMERGENCY, OrderFlag.PRE_OP));
        assertThat(question.on(Set.of())).isEqualTo(question);
    }

    @Test
    void nothingOfThePatientIsInALog() {
        Question question = Question.of(order(Urgency.ROUTINE, OrderPatient.Visit.OUTPATIENT, "CHEST"));
        assertThat(question.toString()).doesNotContain("P1", "19700131", "E1");
        var intent = new OrderIntent("P1", new Place("TS1", null, "", null), "CT-CHEST-P", "", Set.of(), Instant.EPOCH);
        assertThat(intent.toString()).isEqualTo("order of CT-CHEST-P at TS1");
        assertThat(new PriorResults.Report("findings", "impression", "signer", Instant.EPOCH).toString())
                .doesNotContain("findings", "impression");
    }
}
