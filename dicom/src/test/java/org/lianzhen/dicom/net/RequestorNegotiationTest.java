package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.pdu.AssociateAc;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.AsyncOperationsWindow;
import org.lianzhen.dicom.pdu.CommonExtendedNegotiation;
import org.lianzhen.dicom.pdu.ExtendedNegotiation;
import org.lianzhen.dicom.pdu.Octets;
import org.lianzhen.dicom.pdu.PresentationContextAc;
import org.lianzhen.dicom.pdu.PresentationContextResult;
import org.lianzhen.dicom.pdu.RoleSelection;
import org.lianzhen.dicom.pdu.UserIdentityRq;
import org.lianzhen.dicom.pdu.UserInformation;

/** The requestor's side of PS3.7 annex D.3. */
class RequestorNegotiationTest {
    private static final TransferSyntax IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax JPEG = TransferSyntax.JPEG_BASELINE;
    private static final String CT = SopClass.CTImageStorage;

    private final AssociationProposal.Builder proposal = AssociationProposal.from("US", "PACS");

    private RequestorNegotiation negotiation(OperationsWindow window) {
        return new RequestorNegotiation(proposal.build(), AssociationOptions.STANDARD.withWindow(window));
    }

    private AssociationTerms terms(UnaryOperator<UserInformation.Builder> information,
            PresentationContextAc... answers) {
        var negotiation = negotiation(new OperationsWindow(8, 4));
        return negotiation.terms(AssociateAc.answering(negotiation.request(), List.of(answers),
                information.apply(UserInformation.builder(0, "1.2.3")).build()));
    }

    private AssociationTerms terms(PresentationContextAc... answers) {
        return terms(builder -> builder, answers);
    }

    @Test
    void theRequestSaysWhatWasProposed() {
        assertThat(proposal.context(CT, List.of(JPEG, IMPLICIT))).isEqualTo(1);
        assertThat(proposal.context(SopClass.Verification, List.of(IMPLICIT))).isEqualTo(3);
        proposal.role(CT, new Roles(true, true)).extended(CT, new byte[]{ 1, 2 })
                .commonExtended(CT, "1.2.840.10008.4.2", List.of("1.2.9"))
                .identity(UserIdentityRq.username("li", true));
        AssociateRq request = negotiation(new OperationsWindow(8, 4)).request();
        assertThat(request.callingAeTitle()).isEqualTo("US");
        assertThat(request.calledAeTitle()).isEqualTo("PACS");
        assertThat(request.presentationContexts()).extracting(context -> context.id()).containsExactly(1, 3);
        assertThat(request.presentationContexts().getFirst().transferSyntaxes()).containsExactly(JPEG.uid(),
                IMPLICIT.uid());
        UserInformation ours = request.userInformation();
        assertThat(ours.asyncOperationsWindow()).isEqualTo(new AsyncOperationsWindow(8, 4));
        assertThat(ours.roleSelections()).containsExactly(new RoleSelection(CT, true, true));
        assertThat(ours.extendedNegotiations())
                .containsExactly(new ExtendedNegotiation(CT, Octets.of((byte) 1, (byte) 2)));
        assertThat(ours.commonExtendedNegotiations())
                .containsExactly(new CommonExtendedNegotiation(CT, "1.2.840.10008.4.2", List.of("1.2.9")));
        assertThat(ours.userIdentityRq()).isEqualTo(UserIdentityRq.username("li", true));
        assertThat(ours.implementationVersionName()).isEqualTo("LIANZHEN_0_1");
    }

    @Test
    void aSynchronousWindowIsNotProposedAtAll() {
        proposal.context(CT, List.of(IMPLICIT));
        assertThat(negotiation(OperationsWindow.SYNCHRONOUS).request().userInformation().asyncOperationsWindow())
                .isNull();
    }

    @Test
    void answersMayComeInAnyOrder() {
        proposal.context(CT, List.of(JPEG, IMPLICIT));
        proposal.context(SopClass.Verification, List.of(IMPLICIT));
        AssociationTerms terms = terms(PresentationContextAc.accepted(3, IMPLICIT.uid()),
                PresentationContextAc.accepted(1, JPEG.uid()));
        assertThat(terms.context(1)).isEqualTo(new AcceptedContext(1, CT, JPEG));
        assertThat(terms.context(3)).isEqualTo(new AcceptedContext(3, SopClass.Verification, IMPLICIT));
        assertThat(terms.refused()).isEmpty();
        assertThat(terms.requestor()).isTrue();
        assertThat(terms.peerAeTitle()).isEqualTo("PACS");
    }

    @Test
    void whatIsRefusedUnansweredOrNonsenseIsNotAccepted() {
        for (int i = 0; i < 5; i++) {
            proposal.context(CT, List.of(IMPLICIT));
        }
        AssociationTerms terms = terms(
                PresentationContextAc.rejected(1, PresentationContextResult.USER_REJECTION),
                PresentationContextAc.rejected(3, PresentationContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED),
                PresentationContextAc.accepted(5, JPEG.uid()),
                PresentationContextAc.accepted(7, "1.2.3.4"),
                PresentationContextAc.accepted(99, IMPLICIT.uid()));
        assertThat(terms.contexts()).isEmpty();
        assertThat(terms.refused()).extracting(RefusedContext::result).containsExactly(1, 3, 4, 4, 2);
    }

    @Test
    void anAbsentWindowMeansOneAtATimeThoughWeAskedForMore() {
        proposal.context(CT, List.of(IMPLICIT));
        assertThat(terms().window()).isEqualTo(OperationsWindow.SYNCHRONOUS);
    }

    @ParameterizedTest
    @CsvSource({ "8, 4, 8, 4", "2, 1, 2, 1", "0, 0, 8, 4", "100, 100, 8, 4" })
    void theAnsweredWindowIsCutToWhatWeAskedFor(int invoked, int performed, int weInvoke, int wePerform) {
        proposal.context(CT, List.of(IMPLICIT));
        AssociationTerms terms = terms(
                builder -> builder.asyncOperationsWindow(new AsyncOperationsWindow(invoked, performed)));
        assertThat(terms.window()).isEqualTo(new OperationsWindow(weInvoke, wePerform));
    }

    @Test
    void rolesCountOnlyIfProposedAndAnswered() {
        proposal.context(CT, List.of(IMPLICIT));
        proposal.role(CT, new Roles(true, true)).role("1.2.3", new Roles(false, true));
        AssociationTerms terms = terms(builder -> builder.roleSelection(new RoleSelection(CT, false, true))
                .roleSelection(new RoleSelection("1.2.99", true, true)));
        assertThat(terms.rolesFor(CT)).isEqualTo(new Roles(false, true));
        assertThat(terms.rolesFor("1.2.3")).isEqualTo(Roles.DEFAULT);
        assertThat(terms.rolesFor("1.2.99")).isEqualTo(Roles.DEFAULT);
    }

    @Test
    void anAnswerCannotGiveARoleWeDidNotPropose() {
        proposal.context(CT, List.of(IMPLICIT));
        proposal.role(CT, new Roles(false, true));
        assertThat(terms(builder -> builder.roleSelection(new RoleSelection(CT, true, true))).rolesFor(CT))
                .isEqualTo(new Roles(false, true));
    }

    @Test
    void theExtendedAnswerIsKeptWhereWeAsked() {
        proposal.context(CT, List.of(IMPLICIT));
        proposal.extended(CT, new byte[]{ 1 });
        AssociationTerms terms = terms(
                builder -> builder.extendedNegotiation(new ExtendedNegotiation(CT, Octets.of((byte) 3)))
                        .extendedNegotiation(new ExtendedNegotiation("1.2.3", Octets.of((byte) 1))));
        assertThat(terms.extendedAnswer(CT)).containsExactly(3);
        assertThat(terms.extendedAnswer("1.2.3")).isNull();
    }

    @Test
    void zeroIsAnUnlimitedMaximumLength() {
        proposal.context(CT, List.of(IMPLICIT));
        assertThat(terms().maxPduToPeer()).isZero();
    }

    @Test
    void aProposalHasBetween1And128Contexts() {
        assertThatThrownBy(proposal::build).isInstanceOf(IllegalArgumentException.class);
        for (int i = 0; i < 128; i++) {
            assertThat(proposal.roomForContexts()).isEqualTo(128 - i);
            assertThat(proposal.context(CT, List.of(IMPLICIT))).isEqualTo(2 * i + 1);
        }
        assertThat(proposal.build().contexts()).hasSize(128);
        assertThatThrownBy(() -> proposal.context(CT, List.of(IMPLICIT))).isInstanceOf(IllegalStateException.class);
    }
}
