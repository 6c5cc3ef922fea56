package org.lianzhen.gateway.recognition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Period;

/**
 * Something that can be examined and recognised.
 *
 * @param validityDays days for which a result may be used; null for no limit
 * @param imagesRequired whether a result counts with its images only
 * @param covers codes of items that a result answers, too
 * @param price in yuan, for what is saved
 * @param effective days on which it is in the catalogue
 * @param sensitive whether no other unit may learn of a result
 */
public record RecognitionItem(String code, Name name, Category category, Subject subject,
        @Nullable Integer validityDays,
        boolean imagesRequired, Set<String> covers, BigDecimal price, Period effective, IssuedBy issuedBy,
        boolean sensitive) {
    public RecognitionItem {
        covers = Set.copyOf(covers);
    }

    /** What kind of examination it is. */
    public enum Category {
        RADIOLOGY, ULTRASOUND, NUCLEAR, ECG, LAB, PATHOLOGY
    }

    /** With or without contrast medium. */
    public enum Contrast {
        NONE, PLAIN, ENHANCED, BOTH
    }

    /** Who has put it into the catalogue. */
    public enum IssuedBy {
        NATIONAL, PROVINCE, CITY, CONSORTIUM
    }

    /**
     * What people call it.
     *
     * @param synonyms under which units have it
     */
    public record Name(String zh, String en, List<String> synonyms) {
        public Name {
            synonyms = List.copyOf(synonyms);
        }
    }

    /**
     * What is examined, and how.
     *
     * @param modality defined term such as CT, or LAB
     * @param bodyParts as (0018,0015) names them; none where an item has no place in the body
     * @param laterality when the item itself says the side, or empty
     */
    public record Subject(String modality, Set<String> bodyParts, String laterality, Contrast contrast) {
        public Subject {
            bodyParts = Set.copyOf(bodyParts);
        }
    }

    /** The side that is meant when {@code said} is what an order or a result says of it; empty when none is. */
    String side(String said) {
        String side = said.isEmpty() ? subject.laterality() : said;
        return "U".equals(side) ? "" : side;
    }

    /** Whether what was examined answers another item, sides apart. */
    boolean answers(RecognitionItem ordered) {
        if (code.equals(ordered.code)) {
            return true;
        }
        boolean listed = covers.contains(ordered.code);
        Subject wanted = ordered.subject;
        if (!subject.modality().equals(wanted.modality()) || !subject.bodyParts().containsAll(wanted.bodyParts())) {
            return false;
        }
        // what has no place in the body is told apart by its code alone
        return listed || (!wanted.bodyParts().isEmpty() && subject.contrast() == wanted.contrast());
    }
}
