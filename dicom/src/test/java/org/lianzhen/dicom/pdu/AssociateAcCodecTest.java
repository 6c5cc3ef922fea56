package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.pdu.Decoding.decodeOne;
import static org.lianzhen.dicom.pdu.Decoding.fault;
import static org.lianzhen.dicom.pdu.HexItems.answer;
import static org.lianzhen.dicom.pdu.HexItems.item;
import static org.lianzhen.dicom.pdu.HexItems.text;
import static org.lianzhen.dicom.pdu.PresentationContextAc.accepted;
import static org.lianzhen.dicom.pdu.PresentationContextAc.rejected;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssociateAcCodecTest {
    private static final String IMPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2";

    @Test
    void readsAndWritesWhatStorescpAnswers() {
        AssociateAc answer = (AssociateAc) decodeOne(EncodedPdus.STORESCP_AC);

        assertThat(answer).isEqualTo(new AssociateAc(1, "STORESCP", "ECHOSCU", AssociateRq.DICOM_APPLICATION_CONTEXT,
                List.of(accepted(1, IMPLICIT_LITTLE_ENDIAN)),
                UserInformation.builder(16384, "1.2.276.0.7230010.3.0.3.6.7")
                        .implementationVersionName("OFFIS_DCMTK_367").build()));
        Encoding.assertEncodes(answer, EncodedPdus.STORESCP_AC);
    }

    @Test
    void readsAndWritesMixedResultsInAnyOrder() {
        AssociateAc answer = (AssociateAc) decodeOne(EncodedPdus.FULL_AC);

        assertThat(answer.presentationContexts()).containsExactly(accepted(3, "1.2.840.10008.1.2.4.70"),
                rejected(1, PresentationContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED));
        Encoding.assertEncodes(answer, EncodedPdus.FULL_AC);
    }

    @Test
    void neverLooksAtTheTransferSyntaxOfRejectedContexts() {
        RecordingSink sink = Decoding.decode(OddPdus.REJECTED_CONTEXTS_AC);

        AssociateAc answer = (AssociateAc) sink.received.getFirst();
        assertThat(answer.presentationContexts()).containsExactly(
                rejected(1, PresentationContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED),
                rejected(3, PresentationContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED),
                rejected(5, PresentationContextResult.USER_REJECTION),
                rejected(7, PresentationContextResult.NO_REASON),
                accepted(9, IMPLICIT_LITTLE_ENDIAN));
    }

    @Test
    void neverTestsTheEchoedAeTitles() {
        AssociateAc answer = (AssociateAc) decodeOne(OddPdus.REJECTED_CONTEXTS_AC);

        assertThat(answer.calledAeTitle()).isEqualTo("?".repeat(16));
        assertThat(answer.callingAeTitle()).isEmpty();
    }

    @Test
    void echoesTheRequest() {
        AssociateRq request = (AssociateRq) decodeOne(EncodedPdus.ECHOSCU_RQ);

        AssociateAc answer = AssociateAc.answering(request, List.of(accepted(1, IMPLICIT_LITTLE_ENDIAN)),
                request.userInformation());

        Encoding.assertEncodes(answer, EncodedPdus.STORESCP_AC);
    }

    @Test
    void refusesAnAcceptedContextWithoutTransferSyntax() {
        PduException fault = fault(answer(item(0x21, "07 00 00 00", item(0x44, "01 02"))));

        assertThat(fault).hasMessage("accepted context 7 without a transfer syntax in item 21H");
        assertThat(fault.kind()).isEqualTo(PduException.Kind.BAD_CONTENT);
    }

    @Test
    void takesTheFirstOfSeveralTransferSyntaxes() {
        String context = item(0x21, "07 00 00 00", item(0x40, text("1.2")), item(0x40, text("1.3")));

        AssociateAc answer = (AssociateAc) decodeOne(answer(context));

        assertThat(answer.presentationContexts()).containsExactly(accepted(7, "1.2"));
    }

    @Test
    void tellsOfWhatDoesNotBelongIntoAnAnsweredContext() {
        RecordingSink sink = Decoding.decode(
                answer(item(0x21, "07 00 00 00", item(0x44, "01 02"), item(0x40, text("1.2")))));

        assertThat(((AssociateAc) sink.received.getFirst()).presentationContexts()).containsExactly(accepted(7, "1.2"));
        assertThat(sink.irregularities).anyMatch(told -> told.contains("unknown item 44H"));
    }

    @Test
    void tellsOfItemsThatAreMissing() {
        RecordingSink sink = Decoding.decode(answer(item(0x21, "07 00 01 00")));

        assertThat(sink.irregularities).anyMatch(told -> told.contains("no application context item"))
                .anyMatch(told -> told.contains("no user information item"));
    }

    @Test
    void refusesAnIdThatIsAnsweredTwice() {
        String context = item(0x21, "07 00 01 00");

        assertThat(fault(answer(context, context)))
                .hasMessage("presentation context id 7 occurs twice in A-ASSOCIATE-AC");
    }

    @Test
    void skipsPresentationContextsOfARequest() {
        RecordingSink sink = Decoding.decode(answer(item(0x20, "01 00 00 00")));

        assertThat(((AssociateAc) sink.received.getFirst()).presentationContexts()).isEmpty();
        assertThat(sink.irregularities).contains("unknown item 20H");
    }

    @ParameterizedTest
    @EnumSource(value = PresentationContextResult.class, names = "ACCEPTANCE", mode = EnumSource.Mode.EXCLUDE)
    void writesAParseableTransferSyntaxForEveryRejection(PresentationContextResult result) {
        AssociateAc answer = new AssociateAc(1, "A", "B", "1.2", List.of(rejected(1, result)),
                UserInformation.builder(0, "1.2").build());

        assertThat(Encoding.encode(answer)).contains(
                "21000019" + "0100%02x00".formatted(result.code()) + "40000011" + text(IMPLICIT_LITTLE_ENDIAN));
    }
}
