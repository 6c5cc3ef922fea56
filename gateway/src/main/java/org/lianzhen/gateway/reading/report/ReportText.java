package org.lianzhen.gateway.reading.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a reader writes; every text may be empty while it is a draft.
 *
 * @param item what was examined, such as 胸部 CT 平扫
 * @param technique how, such as plain or with contrast agent
 * @param clinicalInfo what is known of the patient's complaint
 * @param comparison studies that it was compared with
 * @param findings 影像所见
 * @param impression 影像诊断
 * @param recommendations what should be done next
 * @param positive whether anything was found; null until somebody says so
 * @param keyImages that show it, as the viewer names them
 */
public record ReportText(String item, String technique, String clinicalInfo, String comparison, String findings,
        String impression, String recommendations, @Nullable Boolean positive, List<KeyImage> keyImages) {
    public static final ReportText EMPTY = new ReportText("", "", "", "", "", "", "", null, List.of());

    /** As templates write places that are to be filled in, or at least looked at. */
    private static final Pattern BLANK = Pattern.compile("【[^】]*】");

    public ReportText {
        keyImages = List.copyOf(keyImages);
    }

    /** @param frame from 1 */
    public record KeyImage(String series, String instance, int frame) {}

    /** What a report must have before it is signed. The patient comes from the images. */
    public enum Element {
        ITEM, TECHNIQUE, FINDINGS, IMPRESSION, POSITIVE,
        /** A place of a template that nobody has filled in. */
        BLANK
    }

    /** What is missing yet. */
    public List<Element> missing() {
        List<Element> missing = new ArrayList<>();
        add(missing, Element.ITEM, item);
        add(missing, Element.TECHNIQUE, technique);
        add(missing, Element.FINDINGS, findings);
        add(missing, Element.IMPRESSION, impression);
        if (positive == null) {
            missing.add(Element.POSITIVE);
        }
        if (Stream.of(item, technique, clinicalInfo, comparison, findings, impression, recommendations)
                .anyMatch(text -> BLANK.matcher(text).find())) {
            missing.add(Element.BLANK);
        }
        return missing;
    }

    private static void add(List<Element> missing, Element element, String text) {
        if (text.isBlank()) {
            missing.add(element);
        }
    }

    /** Everything in words that may name a side, a sex or a part of the body. */
    String words() {
        return item + "\n" + findings + "\n" + impression + "\n" + recommendations;
    }

    /** Says nothing of what is in it. */
    @Override
    public String toString() {
        return "a text with " + keyImages.size() + " key images";
    }
}
