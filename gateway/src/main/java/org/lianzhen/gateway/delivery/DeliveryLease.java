package org.lianzhen.gateway.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Urgency;

/**
 * The right to send a study to a destination, for a while.
 *
 * @param study identifier of the study's row
 * @param destination code
 * @param epoch greater than that of every lease before it
 * @param priority of the most urgent task there was
 * @param next priority of the most urgent study that waits for the destination besides; null when none does
 */
public record DeliveryLease(UUID study, String destination, long epoch, Urgency priority, @Nullable Urgency next) {}
