package org.lianzhen.gateway.route;

import java.time.ZonedDateTime;
import org.lianzhen.gateway.member.Urgency;

/**
 * What routes look at. Texts are empty when nothing is known.
 *
 * @param unit code of the unit that owns it
 * @param source AE title or account that sent it
 * @param called AE title of ours that was called
 * @param content what it shows
 * @param urgency as its named sources say
 * @param arrivedAt in China
 */
public record Subject(String unit, String source, String called, Content content, Urgency urgency,
        ZonedDateTime arrivedAt) {

    /**
     * What an instance shows.
     *
     * @param modality (0008,0060)
     * @param bodyPart Body Part Examined (0018,0015)
     * @param procedure all that names it, a line each: descriptions of study (0008,1030) and series (0008,103E), protocol, request, steps
     */
    public record Content(String modality, String bodyPart, String procedure) {}
}
