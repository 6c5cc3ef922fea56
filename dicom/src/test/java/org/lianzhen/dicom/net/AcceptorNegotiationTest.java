package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.AcceptorNegotiation.Agreement;
import org.lianzhen.dicom.net.Authenticator.Verdict;
import org.lianzhen.dicom.net.NegotiationPolicy.ContextDecision;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.AsyncOperationsWindow;
import org.lianzhen.dicom.pdu.ExtendedNegotiation;
import org.lianzhen.dicom.pdu.Octets;
import org.lianzhen.dicom.pdu.PresentationContextAc;
import org.lianzhen.dicom.pdu.PresentationContextResult;
import org.lianzhen.dicom.pdu.PresentationContextRq;
import org.lianzhen.dicom.pdu.RoleSelection;
import org.lianzhen.dicom.pdu.UserIdentityRq;
import org.lianzhen.dicom.pdu.UserInformation;

/** The acceptor's side of PS3.7 annex D.3. */
class AcceptorNegotiationTest {
    private static final String IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid();
    private static final String EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid();
    private static final String UNKNOWN = "1.2.3.4";
    private static final String CT = SopClass.CTImageStorage;

    private final List<PresentationContextRq> contexts = new ArrayList<>();
    private NegotiationPolicy policy = RecordingService.POLICY;

    private Agreement negotiate() {
        return negotiate(builder -> builder);
    }

    private Agreement negotiate(UnaryOperator<UserInformation.Builder> information) {
        return negotiate(information, null);
    }

    private Agreement negotiate(UnaryOperator<UserInformation.Builder> information, Verdict.Accepted user) {
        UserInformation theirs = information.apply(UserInformation.builder(32_000, "1.2.840.1")
                .implementationVersionName("PEER_1")).build();
        return new AcceptorNegotiation(new AssociateRq("SCP", "SCU", contexts, theirs), policy,
                AssociationOptions.STANDARD).negotiate(user);
    }

    private void propose(int id, String abstractSyntax, String... transferSyntaxes) {
        contexts.add(new PresentationContextRq(id, abstractSyntax, List.of(transferSyntaxes)));
    }

    @Test
    void contextsAreAnsweredOneByOneInTheOrderOfTheRequest() {
        propose(5, SopClass.Verification, IMPLICIT);
        propose(1, "1.2.3.99", IMPLICIT);
        propose(3, CT, EXPLICIT, IMPLICIT);
        Agreement agreement = negotiate();
        assertThat(agreement.answer().presentationContexts()).containsExactly(
                PresentationContextAc.accepted(5, IMPLICIT),
                PresentationContextAc.rejected(1, PresentationContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED),
                PresentationContextAc.accepted(3, EXPLICIT));
        assertThat(agreement.terms().refused()).containsExactly(new RefusedContext(1, "1.2.3.99", 3));
        assertThat(agreement.terms().contexts()).containsOnlyKeys(3, 5);
        assertThat(agreement.terms().context(3))
                .isEqualTo(new AcceptedContext(3, CT, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        assertThat(agreement.terms().context(1)).isNull();
    }

    @Test
    void ourPreferenceDecidesBetweenTransferSyntaxes() {
        propose(1, CT, IMPLICIT, EXPLICIT);
        assertThat(negotiate().answer().presentationContexts()).containsExactly(
                PresentationContextAc.accepted(1, EXPLICIT));
    }

    @Test
    void anUnknownTransferSyntaxIsNeverAccepted() {
        var asked = new ArrayList<TransferSyntax>();
        policy = (abstractSyntax, offered) -> {
            asked.addAll(offered);
            return new ContextDecision.Accepted(offered.getFirst());
        };
        propose(1, CT, UNKNOWN);
        propose(3, CT, UNKNOWN, IMPLICIT, "1.2.840.113619.5.2");
        propose(5, CT);
        assertThat(negotiate().answer().presentationContexts()).containsExactly(
                PresentationContextAc.rejected(1, PresentationContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED),
                PresentationContextAc.accepted(3, IMPLICIT),
                PresentationContextAc.rejected(5, PresentationContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED));
        assertThat(asked).containsExactly(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    @Test
    void aPolicyCannotAcceptWhatWasNotOffered() {
        policy = (abstractSyntax, offered) -> new ContextDecision.Accepted(TransferSyntax.JPEG_BASELINE);
        propose(1, CT, IMPLICIT);
        assertThatThrownBy(this::negotiate).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({ "USER_REJECTION, 1", "ABSTRACT_SYNTAX_NOT_SUPPORTED, 3", "TRANSFER_SYNTAXES_NOT_SUPPORTED, 4" })
    void refusalsHaveTheirCodes(ContextDecision.Refused why, int code) {
        policy = (abstractSyntax, offered) -> why;
        propose(1, CT, IMPLICIT);
        Agreement agreement = negotiate();
        assertThat(agreement.answer().presentationContexts().getFirst().result().code()).isEqualTo(code);
        assertThat(agreement.terms().refused().getFirst().result()).isEqualTo(code);
    }

    @Test
    void evenContextIdsAreTaken() {
        propose(2, CT, IMPLICIT);
        assertThat(negotiate().terms().contexts()).containsOnlyKeys(2);
    }

    @Test
    void withoutAProposedWindowThereIsNoneInTheAnswerAndOneOperationAtATime() {
        Agreement agreement = negotiate();
        assertThat(agreement.answer().userInformation().asyncOperationsWindow()).isNull();
        assertThat(agreement.terms().window()).isEqualTo(OperationsWindow.SYNCHRONOUS);
    }

    @ParameterizedTest
    @CsvSource({ "1, 1, 1, 1", "4, 2, 4, 2", "0, 0, 16, 16", "100, 0, 16, 16", "0, 3, 16, 3", "65535, 65535, 16, 16" })
    void theWindowIsCutToOurLimitsAndSeenFromTheRequestor(int invoked, int performed, int theyInvoke, int weInvoke) {
        Agreement agreement = negotiate(
                builder -> builder.asyncOperationsWindow(new AsyncOperationsWindow(invoked, performed)));
        assertThat(agreement.answer().userInformation().asyncOperationsWindow())
                .isEqualTo(new AsyncOperationsWindow(theyInvoke, weInvoke));
        assertThat(agreement.terms().window()).isEqualTo(new OperationsWindow(weInvoke, theyInvoke));
    }

    @Test
    void rolesAreAnsweredOnlyWhereProposedAndServed() {
        propose(1, CT, IMPLICIT);
        propose(3, SopClass.Verification, IMPLICIT);
        Agreement agreement = negotiate(builder -> builder.roleSelection(new RoleSelection(CT, true, true))
                .roleSelection(new RoleSelection("1.2.3.99", true, true)));
        assertThat(agreement.answer().userInformation().roleSelections())
                .containsExactly(new RoleSelection(CT, true, false));
        assertThat(agreement.terms().rolesFor(CT)).isEqualTo(new Roles(true, false));
        assertThat(agreement.terms().rolesFor(SopClass.Verification)).isEqualTo(Roles.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({ "true, true, true, true", "false, true, false, true", "true, false, true, false",
            "false, false, false, false" })
    void aPolicyMayAllowTheScpRoleButNeverMoreThanProposed(boolean scu, boolean scp, boolean scuAnswer,
            boolean scpAnswer) {
        policy = generous();
        propose(1, CT, IMPLICIT);
        Agreement agreement = negotiate(builder -> builder.roleSelection(new RoleSelection(CT, scu, scp)));
        assertThat(agreement.answer().userInformation().roleSelections())
                .containsExactly(new RoleSelection(CT, scuAnswer, scpAnswer));
    }

    private static NegotiationPolicy generous() {
        return new NegotiationPolicy() {
            @Override
            public ContextDecision context(String abstractSyntax, List<TransferSyntax> offered) {
                return new ContextDecision.Accepted(offered.getFirst());
            }

            @Override
            public Roles roles(String sopClassUid, Roles proposed) {
                return new Roles(true, true);
            }

            @Override
            public byte[] extended(String sopClassUid, byte[] proposed) {
                return sopClassUid.equals(CT) ? new byte[]{ (byte) proposed.length } : null;
            }
        };
    }

    @Test
    void extendedNegotiationIsAnsweredWhereThePolicyHasAnAnswer() {
        policy = generous();
        propose(1, CT, IMPLICIT);
        Agreement agreement = negotiate(builder -> builder
                .extendedNegotiation(new ExtendedNegotiation(CT, Octets.of((byte) 7, (byte) 8)))
                .extendedNegotiation(new ExtendedNegotiation(SopClass.Verification, Octets.of((byte) 9))));
        assertThat(agreement.answer().userInformation().extendedNegotiations())
                .containsExactly(new ExtendedNegotiation(CT, Octets.of((byte) 2)));
        assertThat(agreement.terms().extendedAnswer(CT)).containsExactly(2);
        assertThat(agreement.terms().extendedAnswer(SopClass.Verification)).isNull();
    }

    @Test
    void aClassWithoutContextGetsNoAnswerToExtendedNegotiation() {
        policy = generous();
        propose(1, CT, UNKNOWN);
        assertThat(negotiate(builder -> builder.extendedNegotiation(new ExtendedNegotiation(CT, Octets.of((byte) 1))))
                .answer().userInformation().extendedNegotiations()).isEmpty();
    }

    @Test
    void byDefaultExtendedNegotiationIsLeftUnanswered() {
        propose(1, CT, IMPLICIT);
        assertThat(negotiate(builder -> builder.extendedNegotiation(new ExtendedNegotiation(CT, Octets.of((byte) 1))))
                .answer().userInformation().extendedNegotiations()).isEmpty();
    }

    @Test
    void aPositiveIdentityResponseIsSentIfAskedForAndProven() {
        var proven = new Verdict.Accepted("li", Octets.of((byte) 5));
        var ticket = new UserIdentityRq(UserIdentityRq.KERBEROS_TICKET, true, Octets.of((byte) 4), Octets.EMPTY);
        Agreement asked = negotiate(builder -> builder.userIdentityRq(ticket), proven);
        assertThat(asked.answer().userInformation().userIdentityAc().serverResponse())
                .isEqualTo(Octets.of((byte) 5));
        Agreement named = negotiate(builder -> builder.userIdentityRq(UserIdentityRq.username("li", true)), proven);
        assertThat(named.answer().userInformation().userIdentityAc().serverResponse()).isEqualTo(Octets.EMPTY);
        assertThat(asked.terms().peerIdentity()).isEqualTo("li");
        Agreement notAsked = negotiate(builder -> builder.userIdentityRq(UserIdentityRq.username("li", false)), proven);
        assertThat(notAsked.answer().userInformation().userIdentityAc()).isNull();
        Agreement notProven = negotiate(builder -> builder.userIdentityRq(UserIdentityRq.username("li", true)));
        assertThat(notProven.answer().userInformation().userIdentityAc()).isNull();
        assertThat(notProven.terms().peerIdentity()).isNull();
    }

    @Test
    void bothSidesLearnAboutEachOther() {
        Agreement agreement = negotiate();
        assertThat(agreement.answer().userInformation().maxLength()).isEqualTo(131_072);
        assertThat(agreement.answer().userInformation().implementationClassUid()).startsWith("2.25.");
        assertThat(agreement.answer().userInformation().implementationVersionName()).isEqualTo("LIANZHEN_0_1");
        AssociationTerms terms = agreement.terms();
        assertThat(terms.maxPduToPeer()).isEqualTo(32_000);
        assertThat(terms.peer()).isEqualTo(new ImplementationIdentity("1.2.840.1", "PEER_1"));
        assertThat(terms.requestor()).isFalse();
        assertThat(terms.peerAeTitle()).isEqualTo("SCU");
    }

    @Test
    void termsFindContextsBySopClass() {
        propose(7, CT, IMPLICIT);
        propose(1, CT, EXPLICIT);
        propose(3, SopClass.Verification, IMPLICIT);
        AssociationTerms terms = negotiate().terms();
        assertThat(terms.contextsFor(CT)).extracting(AcceptedContext::id).containsExactly(1, 7);
        assertThat(terms.contextFor(CT, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN).id()).isEqualTo(7);
        assertThat(terms.contextFor(CT, TransferSyntax.JPEG_BASELINE)).isNull();
        assertThat(terms.contextsFor("1.2.3")).isEmpty();
    }

    @Test
    void aTableKeepsItsOwnOrder() {
        NegotiationPolicy table = NegotiationPolicy.of(Map.of(CT, List.of(TransferSyntax.JPEG_BASELINE,
                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)));
        assertThat(table.context(CT, List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.JPEG_BASELINE)))
                .isEqualTo(new ContextDecision.Accepted(TransferSyntax.JPEG_BASELINE));
        assertThat(table.context(CT, List.of(TransferSyntax.RLE_LOSSLESS)))
                .isEqualTo(ContextDecision.Refused.TRANSFER_SYNTAXES_NOT_SUPPORTED);
        assertThat(table.context("1.2.3", List.of(TransferSyntax.RLE_LOSSLESS)))
                .isEqualTo(ContextDecision.Refused.ABSTRACT_SYNTAX_NOT_SUPPORTED);
    }
}
