package org.lianzhen.gateway.app.terminal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Languages that the command line speaks. */
public enum Language {
    CHINESE("zh-CN", Locale.SIMPLIFIED_CHINESE), ENGLISH("en", Locale.ENGLISH);

    /** Option that names the language. */
    public static final String OPTION = "--lang";

    /** As POSIX has them: the first one that is set counts. */
    private static final List<String> VARIABLES = List.of("LC_ALL", "LC_MESSAGES", "LANG");

    private final String tag;
    private final Locale locale;

    Language(String tag, Locale locale) {
        this.tag = tag;
        this.locale = locale;
    }

    /** What people write after {@code --lang}. */
    public String tag() {
        return tag;
    }

    public Locale locale() {
        return locale;
    }

    /**
     * The language to speak: what {@code --lang} says anywhere on the command line, else English when the environment asks
     * for it, else Chinese. It must be known before the command line is understood, because that may fail.
     */
    public static Language of(List<String> arguments, Map<String, String> environment) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(OPTION + "=")) {
                return named(argument.substring(OPTION.length() + 1));
            }
            if (argument.equals(OPTION) && i + 1 < arguments.size()) {
                return named(arguments.get(i + 1));
            }
        }
        return VARIABLES.stream().map(environment::get).filter(value -> value != null && !value.isEmpty()).findFirst()
                .map(Language::named).orElse(CHINESE);
    }

    private static Language named(String text) {
        return text.regionMatches(true, 0, "en", 0, 2) ? ENGLISH : CHINESE;
    }

    /** The language of this tag; null when there is none. */
    public static @Nullable Language ofTag(String tag) {
        return switch (tag) {
            case "zh", "zh-CN", "zh_CN" -> CHINESE;
            case "en" -> ENGLISH;
            default -> null;
        };
    }

    /**
     * The texts of this language, never those of another one.
     *
     * @param baseName as {@link ResourceBundle} wants it
     */
    public ResourceBundle bundle(String baseName) {
        return ResourceBundle.getBundle(baseName, locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
