package org.lianzhen.gateway.link;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What was found, in words of any language we speak.
 *
 * @param code what programs tell it by, such as {@code association.calling-title}
 * @param values that the sentence mentions
 */
public record Finding(String code, List<String> values) {
    private static final String BUNDLE = Finding.class.getPackageName() + ".findings";

    public Finding {
        values = List.copyOf(values);
    }

    /** A sentence: what is wrong and what to do next, or that it is in order. */
    public String inWords(Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new MessageFormat(bundle.getString(code), locale).format(values.toArray());
    }
}
