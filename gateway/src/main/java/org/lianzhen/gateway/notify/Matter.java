package org.lianzhen.gateway.notify;

import java.util.Map;
import org.lianzhen.gateway.member.Urgency;

/**
 * Something that somebody must know of.
 *
 * @param key the same for the same matter, so that it is told once however often it is raised
 * @param kind names its words, see {@link NoticeWords}
 * @param unit code of the unit that it belongs to
 * @param subject what it is about
 * @param ladder whom it climbs to
 */
public record Matter(String key, String kind, String unit, Urgency urgency, Subject subject, Ladder ladder) {

    public Matter {
        if (key.isBlank()) {
            throw new IllegalArgumentException("a matter without a key");
        }
    }

    /**
     * What a matter is about; nothing in it may be a patient's name or number.
     *
     * @param reference identifier of ours or a UID, or empty
     * @param parameters that its words are filled with, by name
     */
    public record Subject(String reference, Map<String, String> parameters) {
        public Subject {
            parameters = Map.copyOf(parameters);
        }
    }
}
