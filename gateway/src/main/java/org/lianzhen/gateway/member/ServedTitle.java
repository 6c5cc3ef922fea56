package org.lianzhen.gateway.member;

/**
 * An AE title that we answer to, besides those of the settings.
 *
 * @param urgency of what is sent to it; a title kept for {@code ROUTINE} says nothing
 */
public record ServedTitle(String aeTitle, Urgency urgency) {}
