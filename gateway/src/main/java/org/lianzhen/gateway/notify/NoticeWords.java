package org.lianzhen.gateway.notify;

import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** What notices say to people, in any language we speak. */
public final class NoticeWords {
    private static final String BUNDLE = NoticeWords.class.getPackageName() + ".notices";
    private static final String TITLE = ".title";
    private static final String TEXT = ".text";

    private final ResourceBundle bundle;

    private NoticeWords(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    public static NoticeWords in(Locale language) {
        return new NoticeWords(ResourceBundle.getBundle(BUNDLE, language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /** @throws IllegalArgumentException when there are no words for matters of this kind */
    static void require(String kind) {
        for (Locale language : new Locale[]{ Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH }) {
            ResourceBundle bundle = in(language).bundle;
            if (!bundle.containsKey(kind + TITLE) || !bundle.containsKey(kind + TEXT)) {
                throw new IllegalArgumentException("no words for " + kind + " in " + language);
            }
        }
    }

    /** In a few words. */
    public String title(Matter matter) {
        return words(matter, TITLE);
    }

    /** In a sentence or two, with what to do. */
    public String text(Matter matter) {
        return words(matter, TEXT);
    }

    /** Rows of other versions of the program may be of other kinds: their names must do. */
    private String words(Matter matter, String part) {
        try {
            String words = bundle.getString(matter.kind() + part);
            for (Map.Entry<String, String> parameter : matter.subject().parameters().entrySet()) {
                words = words.replace("{" + parameter.getKey() + "}", parameter.getValue());
            }
            return words;
        } catch (MissingResourceException e) {
            return matter.kind();
        }
    }
}
