package org.lianzhen.gateway.archive;

import java.util.List;
import org.lianzhen.dicom.dict.Tag;

/** What a value of the index must be like. Conditions on attributes that the index does not hold are not asked of it. */
public sealed interface Condition {
    /** Tag of the attribute. */
    int tag();

    /** It is one of some values, exactly. */
    record OneOf(int tag, List<String> values) implements Condition {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** It matches a pattern in which {@code *} stands for any characters and {@code ?} for one (PS3.4 section C.2.2.2.4). */
    record Like(int tag, String pattern) implements Condition {}

    /** One of its component groups matches a pattern, whatever the case (PS3.4 section C.2.2.2.1.1). */
    record NameLike(int tag, String pattern) implements Condition {}

    /**
     * It lies between two values, both included (PS3.4 section C.2.2.2.5).
     *
     * @param from as DICOM writes it, or empty when there is no lower end
     * @param to likewise
     */
    record Between(int tag, String from, String to) implements Condition {}

    /**
     * A date and its time lie, as one, between two moments, both included.
     *
     * @param tag of the date
     * @param timeTag of the time
     * @param from a date of eight digits and a time as DICOM writes it, or empty when there is no lower end
     * @param to likewise
     */
    record BetweenMoments(int tag, int timeTag, String from, String to) implements Condition {}

    /**
     * The patient is the person of a study, under whatever number.
     *
     * @param study UID of one that may be seen, too: of others nothing is found
     */
    record OfPerson(String study) implements Condition {
        @Override
        public int tag() {
            return Tag.PatientID;
        }
    }

    /**
     * There is one item of Request Attributes Sequence whose attributes are all so.
     *
     * @param conditions on attributes of the item
     */
    record OfRequest(List<Condition> conditions) implements Condition {
        public OfRequest {
            conditions = List.copyOf(conditions);
        }

        @Override
        public int tag() {
            return Tag.RequestAttributesSequence;
        }
    }
}
