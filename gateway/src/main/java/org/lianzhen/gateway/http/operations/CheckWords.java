package org.lianzhen.gateway.http.operations;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.lianzhen.gateway.http.operations.Health.Check;

/** What is wrong, for people, in any language we speak. */
final class CheckWords {
    private static final String BUNDLE = CheckWords.class.getPackageName() + ".checks";

    private CheckWords() {}

    /** Empty when nothing is. */
    static String of(Check check, Locale language) {
        if (check.code().isEmpty()) {
            return "";
        }
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new MessageFormat(bundle.getString(check.code()), language).format(check.told().toArray());
    }
}
