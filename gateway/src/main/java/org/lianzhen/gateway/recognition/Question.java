package org.lianzhen.gateway.recognition;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderContent;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.patient.Identifier;

/**
 * Whether a result is there already for what somebody is about to order.
 *
 * @param unit that orders
 * @param laterality L, R, B, U or empty
 */
public record Question(String unit, Source source, Patient patient, ItemMapping.Described examination,
        String laterality,
        Set<OrderFlag> flags, Requester requester) {
    public Question {
        flags = Set.copyOf(flags);
    }

    /**
     * Where it comes from, so that it is kept once.
     *
     * @param order that is placed here; null for one of another system
     * @param key by which a program sends the same question again, or empty
     */
    public record Source(@Nullable UUID order, String key) {}

    /**
     * Whoever is to be examined; texts are empty when unknown.
     *
     * @param issuer who gave the patient ID
     * @param birthDate as DICOM writes it
     */
    public record Patient(String issuer, String patientId, String birthDate, List<Identifier> identifiers) {
        public Patient {
            identifiers = List.copyOf(identifiers);
        }

        /** Says nothing: it is a patient's. */
        @Override
        public String toString() {
            return "patient of " + issuer;
        }
    }

    /** Who asks. */
    public record Requester(String doctor, String department) {}

    /** What an order asks, on what occasion is known of it. */
    public static Question of(Order order) {
        OrderContent content = order.content();
        OrderPatient patient = content.patient();
        OrderContent.Examination examination = content.examination();
        boolean emergency = content.reason().urgency() == Urgency.EMERGENCY
                || patient.visit() == OrderPatient.Visit.EMERGENCY;
        Set<String> parts = examination.bodyPart().isEmpty() ? Set.of() : Set.of(examination.bodyPart());
        return new Question(order.unit(), new Source(order.id(), ""),
                new Patient(patient.issuer(), patient.patientId(), patient.birthDate(), patient.identifiers()),
                new ItemMapping.Described(examination.itemCode(), examination.itemName(),
                        Set.of(examination.modality()), parts),
                examination.laterality(), emergency ? Set.of(OrderFlag.EMERGENCY) : Set.of(),
                new Requester(content.requester().doctor(), content.requester().department()));
    }

    /** The same on further occasions. */
    public Question on(Set<OrderFlag> further) {
        var all = new HashSet<>(flags);
        all.addAll(further);
        return new Question(unit, source, patient, examination, laterality, all, requester);
    }
}
