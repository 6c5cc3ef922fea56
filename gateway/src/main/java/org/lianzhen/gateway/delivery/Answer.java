package org.lianzhen.gateway.delivery;

/**
 * What a destination said last, or why it could not be asked.
 *
 * @param code for programs, as {@link Reply#code()} or a finding about a proof has it; empty when there is nothing to tell
 * @param inWords for people who may see the study
 */
public record Answer(String code, String inWords) {
    /** It was not asked yet. */
    public static final Answer NONE = new Answer("", "");
}
