package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceResult;

/** PS3.4 table B.2-1 and PS3.7 annex C.4 and C.5. */
class VerdictTest {
    private static final Instance INSTANCE = ScriptedCourier.instance();

    private static Verdict failed(String code) {
        return Verdict.of(new InstanceResult.Failed(INSTANCE, Outcome.of(new Status(Integer.parseInt(code, 16)))));
    }

    @ParameterizedTest
    @ValueSource(strings = { "0000", "B000", "B006", "B007" })
    void successAndWarningsAreDelivered(String code) {
        Outcome outcome = Outcome.of(new Status(Integer.parseInt(code, 16)));
        assertThat(Verdict.of(new InstanceResult.Stored(INSTANCE, outcome))).isEqualTo(Verdict.DELIVERED);
    }

    @Test
    void whatTheOtherHasAlreadyIsDelivered() {
        assertThat(failed("0111")).isEqualTo(Verdict.DELIVERED);
    }

    @ParameterizedTest
    @CsvSource({ "A900", "A901", "A9FF", "C000", "C001", "C123", "CFFF", "0117", "0118", "0119", "0122" })
    void whatDoesNotFitNeverWill(String code) {
        assertThat(failed(code)).isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @CsvSource({ "A700", "A701", "A7FF", "0110", "0124", "0210", "0211", "0212", "0213", "0106", "0120", "A800", "AA00",
            "D000", "0001", "F000" })
    void whatMayPassIsTriedAgain(String code) {
        assertThat(failed(code)).isEqualTo(Verdict.AGAIN);
    }

    @Test
    void whatHadNoAnswer() {
        assertThat(Verdict.of(new InstanceResult.NotAccepted(INSTANCE, "x"))).isEqualTo(Verdict.FAILED);
        assertThat(Verdict.of(new InstanceResult.Unreadable(INSTANCE, "x"))).isEqualTo(Verdict.AGAIN);
        assertThat(Verdict.of(new InstanceResult.NotSent(INSTANCE, "x"))).isEqualTo(Verdict.AGAIN);
    }
}
