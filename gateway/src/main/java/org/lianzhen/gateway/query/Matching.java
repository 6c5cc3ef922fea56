package org.lianzhen.gateway.query;

import java.util.List;
import java.util.regex.Pattern;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.gateway.archive.Condition;
import org.lianzhen.gateway.order.Worklist;

/** Whether a data set fits a condition (PS3.4 section C.2.2.2). */
final class Matching {
    /** No time is later; what is asked for with fewer digits reaches to their end. */
    private static final String LATEST = "99999999999999";

    /** Says no more than the second itself. */
    private static final Pattern NO_FRACTION = Pattern.compile("\\.0*$");

    private Matching() {}

    static boolean fits(DataSet entry, Condition condition) {
        if (!entry.contains(condition.tag())) {
            // a key that is not supported excludes nothing
            return true;
        }
        List<String> values = entry.strings(condition.tag());
        return switch (condition) {
            case Condition.OneOf(int _, List<String> wanted) -> values.stream().anyMatch(wanted::contains);
            case Condition.Like(int _, String pattern) -> matches(values, regex(pattern));
            case Condition.NameLike(int _, String pattern) -> values.stream()
                    .anyMatch(name -> Worklist.isCalled(name, pattern));
            case Condition.Between(int _, String from, String to) -> values.stream()
                    .anyMatch(value -> isBetween(value, from, to));
            case Condition.BetweenMoments _,Condition.OfPerson _,Condition.OfRequest _ -> true;
        };
    }

    private static boolean isBetween(String value, String from, String to) {
        return !value.isEmpty() && (from.isEmpty() || value.compareTo(NO_FRACTION.matcher(from).replaceFirst("")) >= 0)
                && (to.isEmpty()
                        || value.compareTo(to + LATEST.substring(Math.min(to.length(), LATEST.length()))) <= 0);
    }

    private static boolean matches(List<String> values, Pattern pattern) {
        return values.stream().anyMatch(value -> pattern.matcher(value).matches());
    }

    private static Pattern regex(String pattern) {
        StringBuilder regex = new StringBuilder();
        pattern.codePoints().forEach(
                c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
