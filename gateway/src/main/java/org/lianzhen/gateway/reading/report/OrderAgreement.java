package org.lianzhen.gateway.reading.report;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lianzhen.gateway.order.BirthDate;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderContent;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.patient.NameForms;
import org.lianzhen.gateway.reading.queue.ReadingTask;

/** Whether a study and what is written of it are what was ordered. What one of both does not say is no difference. */
public final class OrderAgreement {
    private OrderAgreement() {}

    /** Whether somebody else was to be examined. */
    public static boolean isOther(ReadingTask.Person person, OrderPatient ordered) {
        return !NameForms.agree(person.name(), ordered.name())
                || !BirthDate.agree(person.birthDate(), ordered.birthDate())
                || !agree(person.sex(), ordered.sex());
    }

    private static boolean agree(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    /** Whether the images, or the words of the report, are of the other side only. */
    static boolean isOtherSide(String words, ReadingTask.Examination images, Order order) {
        Set<String> ordered = Set.of(order.content().examination().laterality());
        boolean oneSide = ordered.contains("L") || ordered.contains("R");
        Set<String> seen = new HashSet<>(images.lateralities());
        return oneSide && (Caution.isOtherSide(words, ordered)
                || (!seen.isEmpty() && !seen.contains("B") && Collections.disjoint(seen, ordered)));
    }

    /** Whether the images, or the words of the report, are of other parts of the body only. */
    static boolean isOtherPart(String words, ReadingTask.Examination images, Order order) {
        OrderContent.Examination examination = order.content().examination();
        List<String> ordered = BodyPartWords.partsOf(
                examination.bodyPart().isBlank() ? examination.itemName() : examination.bodyPart());
        List<String> seen = images.bodyParts().stream().flatMap(part -> BodyPartWords.partsOf(part).stream()).toList();
        return !ordered.isEmpty() && ((!words.isBlank() && BodyPartWords.speaksOfOthers(words, ordered))
                || (!seen.isEmpty() && Collections.disjoint(seen, ordered)));
    }
}
