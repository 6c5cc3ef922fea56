package org.lianzhen.gateway.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.Condition;

/** Turns the keys of an identifier into conditions (PS3.4 section C.2.2.2). */
public final class Conditions {
    private static final Set<Integer> OF_REQUESTS = Set.of(Tag.ScheduledProcedureStepID, Tag.RequestedProcedureID);

    private Conditions() {}

    /** Whether an attribute of the items of Request Attributes Sequence can be a key. */
    public static boolean isOfRequest(int tag) {
        return OF_REQUESTS.contains(tag);
    }

    /**
     * The conditions of {@code identifier}: one for each key that has a value. Of keys in sequences, those of the one item that
     * Request Attributes Sequence may have (PS3.4 section C.2.2.2.6).
     */
    public static List<Condition> of(DataSet identifier) {
        List<Condition> conditions = new ArrayList<>(of(identifier, Conditions::isKey));
        identifier.items(Tag.RequestAttributesSequence).stream().limit(1)
                .map(item -> of(item, Conditions::isOfRequest)).filter(ofRequest -> !ofRequest.isEmpty())
                .map(Condition.OfRequest::new).forEach(conditions::add);
        return conditions;
    }

    private static List<Condition> of(DataSet keys, IntPredicate isKey) {
        List<Condition> conditions = new ArrayList<>();
        for (Element element : keys) {
            Condition condition = isKey.test(element.tag()) ? of(keys, element) : null;
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return conditions;
    }

    private static boolean isKey(int tag) {
        return tag != Tag.QueryRetrieveLevel && tag != Tag.SpecificCharacterSet && tag != Tag.TimezoneOffsetFromUTC;
    }

    private static @Nullable Condition of(DataSet identifier, Element element) {
        List<String> values = identifier.strings(element.tag()).stream().filter(value -> !value.isEmpty()).toList();
        if (values.isEmpty() || isUniversal(values)) {
            return null;
        }
        Vr vr = element.vr();
        String only = values.getFirst();
        return switch (vr) {
            case DA, TM, DT -> range(element.tag(), only);
            case PN -> new Condition.NameLike(element.tag(), only);
            default -> vr != Vr.UI && values.size() == 1 && isPattern(only)
                    ? new Condition.Like(element.tag(), only)
                    : new Condition.OneOf(element.tag(), values);
        };
    }

    private static boolean isUniversal(List<String> values) {
        return values.size() == 1 && values.getFirst().chars().allMatch(c -> c == '*');
    }

    private static boolean isPattern(String value) {
        return value.indexOf('*') >= 0 || value.indexOf('?') >= 0;
    }

    private static Condition range(int tag, String value) {
        int hyphen = value.indexOf('-');
        return hyphen < 0
                ? new Condition.Between(tag, value, value)
                : new Condition.Between(tag, value.substring(0, hyphen).strip(), value.substring(hyphen + 1).strip());
    }
}
