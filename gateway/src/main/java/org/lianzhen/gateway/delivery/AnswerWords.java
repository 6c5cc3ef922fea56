package org.lianzhen.gateway.delivery;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What answers mean and what to do next, for people, in any language we speak. Known by their codes, or where the standards number a
 * range (PS3.4 table B.2-1, PS3.7 annex C, RFC 9110 section 15) by the class of the code.
 */
public final class AnswerWords {
    private static final String BUNDLE = AnswerWords.class.getPackageName() + ".answers";
    private static final String PROOF = "proof.";
    private static final String HTTP = "HTTP-";
    private static final int DIGITS = 4;

    private final ResourceBundle bundle;
    /** Between two sentences. */
    private final String gap;

    private AnswerWords(ResourceBundle bundle, String gap) {
        this.bundle = bundle;
        this.gap = gap;
    }

    public static AnswerWords in(Locale language) {
        return new AnswerWords(ResourceBundle.getBundle(BUNDLE, language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)),
                language.getLanguage().equals("zh") ? "" : " ");
    }

    /**
     * Of an instance, with what the gateway does next by itself; nothing when there was no answer.
     *
     * @param state of the delivery since
     */
    public String of(Answer answer, StudyDelivery.State state) {
        String words = words("", answer);
        String then = "then." + state;
        return words.isEmpty() || !bundle.containsKey(then) ? words : words + gap + bundle.getString(then);
    }

    /** Of a question whether a study is there; nothing when there is nothing to tell. */
    public String ofProof(Answer answer) {
        return words(PROOF, answer);
    }

    /** Rows of other versions of the program may have other codes, or none: there is always what was said. */
    private String words(String prefix, Answer answer) {
        if (answer.equals(Answer.NONE)) {
            return "";
        }
        return keys(answer.code()).stream().map(key -> prefix + key).filter(bundle::containsKey).findFirst()
                .map(bundle::getString).orElseGet(() -> bundle.getString("uncoded"));
    }

    /** The most special first. */
    private static List<String> keys(String code) {
        if (code.matches(HTTP + "[1-5][0-9]{2}")) {
            return List.of(code, HTTP + code.charAt(HTTP.length()) + "xx", HTTP + "xxx");
        }
        return code.matches("[0-9A-F]{" + DIGITS + "}")
                ? List.of(code, code.substring(0, 2) + "xx", code.charAt(0) + "xxx", "xxxx")
                : List.of(code);
    }
}
