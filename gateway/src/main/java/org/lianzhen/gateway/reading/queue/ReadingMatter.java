package org.lianzhen.gateway.reading.queue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.order.OrderPatient.Visit;

/**
 * A study of which something has changed that its reading depends on.
 *
 * @param study row of the archive
 * @param urgency the higher one of what the images and the order say
 * @param visit on what footing the patient is treated, as the order tells; null when there is no order
 * @param stableAt since when all of it is here; null while more may come
 * @param contradicted whether something about it must be decided by a person before it is read
 */
public record ReadingMatter(UUID study, String unit, Urgency urgency, @Nullable Visit visit, List<String> modalities,
        List<String> bodyParts, @Nullable Instant stableAt, boolean contradicted) {
    public ReadingMatter {
        modalities = List.copyOf(modalities);
        bodyParts = List.copyOf(bodyParts);
    }
}
