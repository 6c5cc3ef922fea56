package org.lianzhen.gateway.archive;

/**
 * Where an object came from.
 *
 * @param unit code of the unit that owns it
 * @param source AE title or account that sent it
 * @param target AE title or address it was sent to
 * @param priority as the sender asked: {@code LOW}, {@code MEDIUM} or {@code HIGH}
 * @param urgency what was said of its urgency in all
 */
public record Origin(String unit, String source, String target, String priority, Urgency.Judgement urgency) {}
