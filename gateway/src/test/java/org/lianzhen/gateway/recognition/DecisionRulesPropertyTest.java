package org.lianzhen.gateway.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lianzhen.gateway.recognition.DecisionRules.Fault;

/** What must hold for every decision on every prompt. */
class DecisionRulesPropertyTest {
    private static final Catalogue CATALOGUE = CatalogueBook.of(new TestDocuments()).inForce().content();

    @Provide
    Arbitrary<Decision> decisions() {
        return Combinators.combine(Arbitraries.of(Decision.Kind.class),
                Arbitraries.of("R1", "R2", "R3", "R4", "R5", "R6", "R6a", "R6d", "R7", "", "r1").injectNull(0.2),
                Arbitraries.strings().withChars('a', '复', ' ').ofMaxLength(14), Arbitraries.of(true, false))
                .as((kind, reason, text, explained) -> new Decision(kind, "E1", reason, text, explained));
    }

    private static Optional<Fault> fault(Decision decision, PromptForm form) {
        return DecisionRules.fault(decision, form, CATALOGUE);
    }

    @Property
    void whatStopsAnOrderIsDeclinedWithAReasonAndAWordToThePatientOnly(@ForAll("decisions") Decision decision) {
        if (decision.kind() == Decision.Kind.DECLINED && fault(decision, PromptForm.HARD).isEmpty()) {
            assertThat(decision.explained()).isTrue();
            assertThat(CATALOGUE.reason(String.valueOf(decision.reason()))).isPresent();
            if ("R6".equals(decision.reason())) {
                assertThat(decision.text().strip()).hasSizeGreaterThanOrEqualTo(10);
            }
        }
    }

    @Property
    void anOrderThatCannotWaitIsAnsweredLikeOneThatCan(@ForAll("decisions") Decision decision) {
        assertThat(fault(decision, PromptForm.INFO)).isEqualTo(fault(decision, PromptForm.HARD));
    }

    @Property
    void whatMayBePutAsideIsNeverHarder(@ForAll("decisions") Decision decision) {
        if (fault(decision, PromptForm.HARD).isEmpty()) {
            assertThat(fault(decision, PromptForm.SOFT)).isEmpty();
        }
        assertThat(fault(decision, PromptForm.SOFT)).isNotEqualTo(Optional.of(Fault.REASON_MISSING))
                .isNotEqualTo(Optional.of(Fault.NOT_EXPLAINED));
    }
}
