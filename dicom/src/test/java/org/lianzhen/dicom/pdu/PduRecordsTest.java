package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the records promise to those who hold them. */
class PduRecordsTest {
    private static final UserInformation INFORMATION = UserInformation.builder(16384, "1.2.3").build();

    @ParameterizedTest
    @CsvSource({ "1, true", "3, true", "32769, true", "0, false", "2, false", "65534, false" })
    void testsOnlyBitZeroOfTheProtocolVersion(int version, boolean supported) {
        AssociateRq request = new AssociateRq(version, "A", "B", "1.2", List.of(), INFORMATION);

        assertThat(request.supportsVersion1()).isEqualTo(supported);
    }

    @Test
    void asksForVersionOneInTheDicomApplicationContext() {
        AssociateRq request = new AssociateRq("A", "B", List.of(), INFORMATION);

        assertThat(request.protocolVersion()).isEqualTo(1);
        assertThat(request.applicationContext()).isEqualTo("1.2.840.10008.3.1.1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "ABCDEFGHIJKLMNOPQ", "A\nB", "A\0", "\u007f", "\u0085", "影像" })
    void refusesAeTitlesThatCannotBeSent(String title) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AssociateRq(title, "B", List.of(), INFORMATION))
                .withMessageStartingWith("called AE title ");
        assertThatIllegalArgumentException().isThrownBy(() -> new AssociateRq("A", title, List.of(), INFORMATION))
                .withMessageStartingWith("calling AE title ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AssociateAc(1, title, "B", "1.2", List.of(), INFORMATION));
    }

    static Stream<Consumer<String>> recordsWithUids() {
        return Stream.of(uid -> new AssociateRq(1, "A", "B", uid, List.of(), INFORMATION),
                uid -> new AssociateAc(1, "A", "B", uid, List.of(), INFORMATION),
                uid -> PresentationContextAc.accepted(1, uid),
                uid -> new CommonExtendedNegotiation(uid, "1.2", List.of()),
                uid -> new CommonExtendedNegotiation("1.2", uid, List.of()),
                uid -> new CommonExtendedNegotiation("1.2", "1.3", List.of(uid)),
                uid -> UserInformation.builder(0, uid).build());
    }

    @ParameterizedTest
    @MethodSource("recordsWithUids")
    void refusesUidsThatDoNotFitTheirField(Consumer<String> record) {
        assertThatCode(() -> record.accept("1".repeat(64))).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> record.accept("1".repeat(65)))
                .withMessageContaining("longer than 64");
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 0x1_0000 })
    void refusesProtocolVersionsBeyondTwoBytes(int version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AssociateRq(version, "A", "B", "1.2", List.of(), INFORMATION));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AssociateAc(version, "A", "B", "1.2", List.of(), INFORMATION));
    }

    @Test
    void refusesACallingAeTitleOfAnAnswerThatCannotBeSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AssociateAc(1, "A", "A\nB", "1.2", List.of(), INFORMATION))
                .withMessageStartingWith("calling AE title ");
    }

    @Test
    void copiesLists() {
        List<String> syntaxes = new ArrayList<>(List.of("1.2"));
        PresentationContextRq context = new PresentationContextRq(1, "1.3", syntaxes);
        List<PresentationContextRq> contexts = new ArrayList<>(List.of(context));
        AssociateRq request = new AssociateRq("A", "B", contexts, INFORMATION);
        syntaxes.clear();
        contexts.clear();

        assertThat(request.presentationContexts()).containsExactly(context);
        assertThat(context.transferSyntaxes()).containsExactly("1.2");
        assertThatThrownBy(() -> request.presentationContexts().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @CsvSource({ "1, true", "255, true", "2, false", "0, false" })
    void knowsStandardContextIds(int id, boolean standard) {
        assertThat(new PresentationContextRq(id, "1.2", List.of()).hasStandardId()).isEqualTo(standard);
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 256 })
    void refusesIdsBeyondAByte(int id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PresentationContextRq(id, "1.2", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> PresentationContextAc.accepted(id, "1.2"));
        assertThatIllegalArgumentException().isThrownBy(() -> PdvHeader.of(id, true, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new PdvHeader(id, true, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new Abort(id, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Abort(0, id));
        assertThatIllegalArgumentException().isThrownBy(() -> new AssociateRj(id, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new AssociateRj(1, id, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new AssociateRj(1, 1, id));
    }

    @Test
    void givesATransferSyntaxToAcceptedContextsOnly() {
        assertThat(PresentationContextAc.accepted(1, "1.2").isAccepted()).isTrue();
        assertThat(PresentationContextAc.rejected(1, PresentationContextResult.USER_REJECTION).isAccepted()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PresentationContextAc.rejected(1, PresentationContextResult.ACCEPTANCE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PresentationContextAc(1, PresentationContextResult.NO_REASON, "1.2"));
    }

    @ParameterizedTest
    @EnumSource
    void findsResultsByCode(PresentationContextResult result) {
        assertThat(PresentationContextResult.ofCode(result.code())).isSameAs(result);
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 5, 255 })
    void takesUndefinedResultsForRejections(int code) {
        assertThat(PresentationContextResult.ofCode(code)).isEqualTo(PresentationContextResult.NO_REASON);
    }

    @ParameterizedTest
    @EnumSource
    void findsRejectReasonsByCodes(RejectReason reason) {
        assertThat(RejectReason.ofCodes(reason.source(), reason.code())).isSameAs(reason);
        assertThat(RejectReason.ofCodes(reason.source() + 3, reason.code())).isNull();
    }

    @Test
    void describesRejectionsWithNamesAndNumbers() {
        assertThat(AssociateRj.transientRejection(RejectReason.LOCAL_LIMIT_EXCEEDED).describe())
                .isEqualTo("rejected TRANSIENT, LOCAL_LIMIT_EXCEEDED (2/3/2)");
        assertThat(AssociateRj.permanent(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED).describe())
                .isEqualTo("rejected PERMANENT, CALLING_AE_TITLE_NOT_RECOGNIZED (1/1/3)");
        assertThat(new AssociateRj(9, 1, 4).describe()).isEqualTo("rejected reason unknown (9/1/4)");
    }

    @Test
    void knowsWhichRejectionsMayPass() {
        assertThat(AssociateRj.transientRejection(RejectReason.TEMPORARY_CONGESTION).isTransient()).isTrue();
        assertThat(AssociateRj.permanent(RejectReason.NO_REASON_GIVEN).isTransient()).isFalse();
        assertThat(RejectResult.ofCode(1)).isEqualTo(RejectResult.PERMANENT);
        assertThat(RejectResult.ofCode(2)).isEqualTo(RejectResult.TRANSIENT);
        assertThat(RejectResult.ofCode(3)).isNull();
    }

    @Test
    void describesAborts() {
        assertThat(Abort.byUser().describe()).isEqualTo("aborted by the peer's application");
        assertThat(Abort.byProvider(AbortReason.UNEXPECTED_PDU).describe())
                .isEqualTo("aborted by the peer's upper layer, UNEXPECTED_PDU");
        assertThat(new Abort(2, 3).describe()).isEqualTo("aborted by the peer's upper layer, reason 3");
        assertThat(new Abort(1, 2).describe()).isEqualTo("aborted by reserved source 1, UNEXPECTED_PDU");
    }

    @ParameterizedTest
    @EnumSource
    void findsAbortReasonsByCode(AbortReason reason) {
        assertThat(AbortReason.ofCode(reason.code())).isSameAs(reason);
    }

    @Test
    void knowsNoReservedAbortCodes() {
        assertThat(AbortReason.ofCode(3)).isNull();
        assertThat(AbortReason.ofCode(7)).isNull();
        assertThat(AbortSource.ofCode(1)).isNull();
        assertThat(AbortSource.ofCode(0)).isEqualTo(AbortSource.SERVICE_USER);
        assertThat(AbortSource.ofCode(2)).isEqualTo(AbortSource.SERVICE_PROVIDER);
    }

    @Test
    void sharesHeadersOfValues() {
        for (int id = 0; id < 256; id++) {
            for (int control = 0; control < 4; control++) {
                PdvHeader header = PdvHeader.of(id, (control & 1) != 0, (control & 2) != 0);

                assertThat(header).isEqualTo(new PdvHeader(id, (control & 1) != 0, (control & 2) != 0))
                        .isSameAs(PdvHeader.of(id, control)).isSameAs(PdvHeader.of(id, control | 0xFC));
                assertThat(header.control()).isEqualTo(control);
            }
        }
    }

    @Test
    void namesTheFaultAndItsAnswerWithoutAStackTrace() {
        PduException fault = Decoding.fault("ff");

        assertThat(fault.kind()).isEqualTo(PduException.Kind.UNKNOWN_TYPE);
        assertThat(fault.abort().source()).isEqualTo(AbortSource.SERVICE_PROVIDER.code());
        assertThat(fault.getStackTrace()).isEmpty();
    }
}
