package org.lianzhen.gateway.reading.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.reading.queue.ReadingTask;

/** Something in a report that contradicts what the images say of themselves. The reader may know better. */
public enum Caution {
    /** It speaks of an organ that the other sex has. */
    SEX,
    /** It names the other side only. */
    LATERALITY,
    /** It names none of the parts of the body that were examined. */
    BODY_PART,
    /** It, or the images, are of the other side than the one that was ordered. */
    ORDER_LATERALITY,
    /** It, or the images, are of other parts of the body than those that were ordered. */
    ORDER_BODY_PART;

    private static final Pattern MALE = Pattern.compile("前列腺|精囊|睾丸|附睾|prostat|seminal|testi(s|c)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FEMALE = Pattern.compile("子宫|卵巢|宫颈|阴道|输卵管|uter(us|ine)|ovar(y|ian)|cervix",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LEFT = Pattern.compile("左|\\bleft\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern RIGHT = Pattern.compile("右|\\bright\\b", Pattern.CASE_INSENSITIVE);

    /** All that stand against a text, and against images that are not what was ordered. */
    public static List<Caution> of(ReportText text, ReadingTask.Examination images, List<Order> orders) {
        List<Caution> cautions = of(text, images);
        String words = text.words().toLowerCase(Locale.ROOT);
        if (orders.stream().anyMatch(order -> OrderAgreement.isOtherSide(words, images, order))) {
            cautions.add(ORDER_LATERALITY);
        }
        if (orders.stream().anyMatch(order -> OrderAgreement.isOtherPart(words, images, order))) {
            cautions.add(ORDER_BODY_PART);
        }
        return cautions;
    }

    private static List<Caution> of(ReportText text, ReadingTask.Examination images) {
        String words = text.words();
        String sex = images.patient().sex();
        List<Caution> cautions = new ArrayList<>();
        if ((sex.equals("F") && MALE.matcher(words).find())
                || (sex.equals("M") && FEMALE.matcher(words).find())) {
            cautions.add(SEX);
        }
        if (isOtherSide(words, Set.copyOf(images.lateralities()))) {
            cautions.add(LATERALITY);
        }
        if (!words.isBlank() && BodyPartWords.speaksOfOthers(words.toLowerCase(Locale.ROOT), images.bodyParts())) {
            cautions.add(BODY_PART);
        }
        return cautions;
    }

    /** Whether a text names the other side only. */
    static boolean isOtherSide(String words, Set<String> sides) {
        boolean left = LEFT.matcher(words).find();
        boolean right = RIGHT.matcher(words).find();
        return (sides.equals(Set.of("L")) && right && !left) || (sides.equals(Set.of("R")) && left && !right);
    }
}
