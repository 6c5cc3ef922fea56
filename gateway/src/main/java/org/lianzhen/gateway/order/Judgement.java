package org.lianzhen.gateway.order;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.lianzhen.gateway.patient.NameForms;

/**
 * Which order a study came of: that whose Study Instance UID it has, else that with its accession number, else the only one of its
 * patient for such a procedure. Whatever contradicts itself is left to a person.
 */
public sealed interface Judgement {
    /**
     * It came of this one.
     *
     * @param reason by what that was found
     */
    record Certain(Order order, String reason) implements Judgement {}

    /**
     * A person must look.
     *
     * @param reason why
     */
    record Doubtful(String reason) implements Judgement {}

    /** Nobody ordered it, or the order is still to come. */
    record None() implements Judgement {}

    /** Nobody is examined so long before the order is written down. */
    Duration EARLIEST = Duration.ofDays(1);

    /** @param candidates orders that have something in common with the study */
    static Judgement of(ArrivedStudy study, List<Candidate> candidates) {
        List<Candidate> byUid = having(candidates, order -> order.numbers().studyUid().equals(study.uid()));
        if (!byUid.isEmpty()) {
            return only(study, byUid, "STUDY_UID");
        }
        List<Candidate> byAccession = study.accession().isEmpty() ? List.of()
                : having(candidates, order -> order.unit().equals(study.unit())
                        && order.numbers().accession().equals(study.accession()));
        return byAccession.isEmpty() ? byPatient(study, candidates) : only(study, byAccession, "ACCESSION_NUMBER");
    }

    private static List<Candidate> having(List<Candidate> candidates, Predicate<Order> wanted) {
        return candidates.stream().filter(one -> wanted.test(one.order())).toList();
    }

    private static Judgement only(ArrivedStudy study, List<Candidate> found, String reason) {
        Candidate one = found.getFirst();
        if (!one.samePerson() && !isAlike(study.patient(), one.order().content().patient())) {
            return new Doubtful("PATIENT_DIFFERS");
        }
        if (one.order().progress().state() == OrderState.CANCELLED) {
            return new Doubtful("ORDER_CANCELLED");
        }
        return one.order().progress().studies().isEmpty() ? new Certain(one.order(), reason)
                : new Doubtful("ORDER_HAS_STUDY");
    }

    /** What one of both does not say is no difference. */
    private static boolean isAlike(ArrivedStudy.Patient patient, OrderPatient ordered) {
        return NameForms.agree(patient.name(), ordered.name())
                && BirthDate.agree(patient.birthDate(), ordered.birthDate())
                && agree(patient.sex(), ordered.sex());
    }

    private static boolean agree(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    private static Judgement byPatient(ArrivedStudy study, List<Candidate> candidates) {
        List<Candidate> fitting = candidates.stream().filter(Candidate::samePerson)
                .filter(one -> one.order().progress().state().isOpen() && one.order().progress().studies().isEmpty())
                .filter(one -> study.modalities().contains(one.order().content().examination().modality()))
                .filter(one -> one.order().progress().placed().isBefore(study.arrived().plus(EARLIEST))).toList();
        List<Candidate> steps = fitting.stream()
                .filter(one -> study.stepIds().contains(one.order().numbers().stepId())).toList();
        if (steps.size() == 1) {
            return new Certain(steps.getFirst().order(), "STEP_ID");
        }
        if (fitting.isEmpty()) {
            return new None();
        }
        if (fitting.size() > 1) {
            return new Doubtful("SEVERAL_ORDERS");
        }
        return study.accession().isEmpty() ? new Certain(fitting.getFirst().order(), "PATIENT_AND_PROCEDURE")
                : new Doubtful("OTHER_ACCESSION_NUMBER");
    }
}
