package org.lianzhen.gateway.recognition;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.lianzhen.gateway.member.Period;
import org.lianzhen.gateway.recognition.ExamResult.Quality;

/** What vouches for the results of units. Marks are derived from certificates, and nobody types one. */
public final class Credentials {
    private final List<QcCertificate> certificates;
    private final List<Suspension> suspensions;

    public Credentials(List<QcCertificate> certificates, List<Suspension> suspensions) {
        this.certificates = List.copyOf(certificates);
        this.suspensions = List.copyOf(suspensions);
    }

    /**
     * An examination.
     *
     * @param unit that made it, as it was on that day
     * @param suspended whether the unit takes no part now
     */
    public record Examination(Place unit, RecognitionItem item, LocalDate performed, boolean suspended) {}

    /**
     * Who vouches for an examination.
     *
     * @param deviceBelowMinimum whether its device is known to be less than the item asks for
     */
    public ExamResult.Vouching of(Examination examination, LocalDate today, boolean deviceBelowMinimum) {
        List<QcCertificate> covering = certificates.stream()
                .filter(one -> one.unit().equals(examination.unit().unit())
                        && one.subject().includes(examination.item())
                        && one.valid().includes(examination.performed()))
                .toList();
        List<MarkScope> marks = covering.stream().map(one -> one.mark(examination.unit())).flatMap(Optional::stream)
                .distinct().toList();
        boolean suspended = examination.suspended() || suspensions.stream().anyMatch(one -> concerns(one, examination)
                && touches(one.period(), examination.performed(), today));
        return new ExamResult.Vouching(quality(covering), marks, deviceBelowMinimum, suspended);
    }

    /** One failure outweighs whatever others found. */
    private static Quality quality(List<QcCertificate> covering) {
        if (covering.isEmpty()) {
            return Quality.UNKNOWN;
        }
        return covering.stream().allMatch(QcCertificate::passed) ? Quality.PASS : Quality.FAIL;
    }

    private static boolean concerns(Suspension suspension, Examination examination) {
        return suspension.unit().equals(examination.unit().unit())
                && (suspension.item().isEmpty() || suspension.item().equals(examination.item().code()));
    }

    /** Whether any day from one to another is in it. */
    private static boolean touches(Period period, LocalDate first, LocalDate last) {
        LocalDate from = period.from();
        LocalDate to = period.to();
        return (from == null || !from.isAfter(last)) && (to == null || !to.isBefore(first));
    }
}
