package org.lianzhen.gateway.recognition;

import java.util.Optional;

/** What a decision must say (国卫医发〔2022〕6号: whoever repeats an examination explains it to the patient). */
public final class DecisionRules {
    private DecisionRules() {}

    /** What is wrong with a decision on a prompt. */
    public enum Fault {
        REASON_MISSING, REASON_UNKNOWN, TEXT_TOO_SHORT, NOT_EXPLAINED
    }

    /** @param form of the prompt; what may be put aside needs no reason */
    public static Optional<Fault> fault(Decision decision, PromptForm form, Catalogue catalogue) {
        if (decision.kind() == Decision.Kind.ADOPTED) {
            return Optional.empty();
        }
        boolean must = form == PromptForm.HARD || form == PromptForm.INFO;
        String code = decision.reason();
        if (code == null) {
            return must ? Optional.of(Fault.REASON_MISSING) : Optional.empty();
        }
        Optional<DeclineReason> reason = catalogue.reason(code);
        if (reason.isEmpty()) {
            return Optional.of(Fault.REASON_UNKNOWN);
        }
        String text = decision.text().strip();
        if (text.codePointCount(0, text.length()) < reason.get().leastText()) {
            return Optional.of(Fault.TEXT_TOO_SHORT);
        }
        return must && !decision.explained() ? Optional.of(Fault.NOT_EXPLAINED) : Optional.empty();
    }
}
