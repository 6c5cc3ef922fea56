package org.lianzhen.gateway.config;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Something that is wrong with the settings.
 *
 * @param arguments what the sentence about it tells: where it was said first, then what was said
 */
public record Problem(Kind kind, List<String> arguments) {
    public Problem {
        arguments = List.copyOf(arguments);
    }

    /** What can be wrong. */
    public enum Kind {
        FILE_UNREADABLE, UNKNOWN_SETTING, NOT_A_SWITCH, NOT_A_PATH, NOT_A_DATABASE, NOT_AN_ADDRESS, NOT_A_PORT,
        SAME_PORT,
        NOT_AN_AE_TITLE, SAME_AE_TITLE, NOT_A_TLS_PROFILE, NO_SUCH_FILE, NO_FOLDER, NOT_A_SIZE, NOT_A_URL,
        URL_NOT_SECURE,
        NOT_A_HOST_NAME, NOT_A_SERVER, NOT_A_PROOF, MISSING_WITH, DEMO_NOT_LOCAL,
        NOT_A_NUMBER, NOT_A_TIME, BACKUP_EXTERNAL, BACKUP_INSIDE_DATA
    }

    static Problem of(Kind kind, String... arguments) {
        return new Problem(kind, List.of(arguments));
    }

    /** A sentence that says where the problem is and what to do, in Chinese or English. */
    public String in(Locale language) {
        ResourceBundle bundle = ResourceBundle.getBundle("org.lianzhen.gateway.config.problems", language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new MessageFormat(bundle.getString(kind.name()), language).format(arguments.toArray());
    }
}
