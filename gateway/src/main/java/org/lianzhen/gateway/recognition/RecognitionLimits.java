package org.lianzhen.gateway.recognition;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param answer for a judgement; the order goes on without it afterwards
 * @param revoke within which a decision may be taken back by whoever made it
 * @param silence after which a prompt that nobody answered is closed
 * @param cohortDays days after the end of a month within which decisions still count for its prompts
 */
public record RecognitionLimits(Duration answer, Duration revoke, Duration silence, int cohortDays) {}
