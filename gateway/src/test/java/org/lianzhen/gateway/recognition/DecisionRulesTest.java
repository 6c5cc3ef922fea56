package org.lianzhen.gateway.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.gateway.recognition.DecisionRules.Fault;

class DecisionRulesTest {
    private static final Catalogue CATALOGUE = CatalogueBook.of(new TestDocuments()).inForce().content();

    private static Fault fault(Decision decision, PromptForm form) {
        return DecisionRules.fault(decision, form, CATALOGUE).orElse(null);
    }

    private static Decision declined(String reason, String text, boolean explained) {
        return new Decision(Decision.Kind.DECLINED, "E1", reason, text, explained);
    }

    @ParameterizedTest
    @EnumSource
    void whoAdoptsNeedsNoReason(PromptForm form) {
        assertThat(fault(new Decision(Decision.Kind.ADOPTED, "E1", null, "", false), form)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
            "HARD, , '', true, REASON_MISSING",
            "INFO, , '', true, REASON_MISSING",
            "HARD, R1, '', false, NOT_EXPLAINED",
            "INFO, R4, '', false, NOT_EXPLAINED",
            "HARD, R7, '', true, REASON_UNKNOWN",
            "HARD, r1, '', true, REASON_UNKNOWN",
            "HARD, R6, '', true, TEXT_TOO_SHORT",
            "HARD, R6, 一二三四五六七八九, true, TEXT_TOO_SHORT",
            "HARD, R6, '  一二三四五六七八九  ', true, TEXT_TOO_SHORT",
            "HARD, R6, 一二三四五六七八九十, true, ",
            "HARD, R6, 一二三四五六七八九十, false, NOT_EXPLAINED",
            "HARD, R1, '', true, ",
            "HARD, R2, '', true, ",
            "HARD, R3, '', true, ",
            "HARD, R4, '', true, ",
            "HARD, R5, '', true, ",
            "HARD, R6a, '', true, ",
            "HARD, R6b, '', true, ",
            "HARD, R6c, '', true, ",
            "HARD, R6d, '', true, ",
            "INFO, R4, '', true, ",
            "SOFT, , '', false, ",
            "SOFT, R1, '', false, ",
            "SOFT, R9, '', false, REASON_UNKNOWN",
            "SOFT, R6, 短, false, TEXT_TOO_SHORT" })
    void whoDeclinesSaysWhatTheRulesWant(PromptForm form, String reason, String text, boolean explained, Fault fault) {
        assertThat(fault(declined(reason, text, explained), form)).isEqualTo(fault);
    }

    /** Rare characters are two chars of Java and one of a person. */
    @Test
    void charactersAreCountedAsPeopleCountThem() {
        assertThat(fault(declined("R6", "𠮷".repeat(9), true), PromptForm.HARD)).isEqualTo(Fault.TEXT_TOO_SHORT);
        assertThat(fault(declined("R6", "𠮷".repeat(10), true), PromptForm.HARD)).isNull();
    }
}
