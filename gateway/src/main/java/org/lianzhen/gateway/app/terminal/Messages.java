package org.lianzhen.gateway.app.terminal;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Sentences for people in one language. */
public final class Messages {
    private final ResourceBundle bundle;
    private final Locale locale;

    /**
     * The texts of the resource bundle {@code messages} beside a class.
     *
     * @param beside class in the package of the bundle
     */
    public Messages(Class<?> beside, Language language) {
        this.bundle = language.bundle(beside.getPackageName() + ".messages");
        this.locale = language.locale();
    }

    /** The language that these are in. */
    public Locale locale() {
        return locale;
    }

    /**
     * A sentence.
     *
     * @param arguments shown as they are, numbers without separators
     */
    public String text(String key, @Nullable Object... arguments) {
        Object[] texts = Arrays.stream(arguments).map(String::valueOf).toArray();
        return new MessageFormat(bundle.getString(key), locale).format(texts);
    }
}
