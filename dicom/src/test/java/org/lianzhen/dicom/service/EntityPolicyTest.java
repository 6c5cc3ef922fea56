package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.NegotiationPolicy.ContextDecision;
import org.lianzhen.dicom.net.Roles;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.RoleSelection;
import org.lianzhen.dicom.pdu.UserInformation;

/** What an application entity agrees to. */
class EntityPolicyTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final TransferSyntax IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax JPEG = TransferSyntax.JPEG_LOSSLESS_SV1;
    private static final String COMMITMENT = SopClass.StorageCommitmentPushModel;

    @Test
    void storageTakesThePeersFirstUnlessItPrefersAnother() {
        assertThat(decide(StoragePolicy.EVERYTHING, JPEG, IMPLICIT)).isEqualTo(new ContextDecision.Accepted(JPEG));
        assertThat(decide(StoragePolicy.EVERYTHING.preferring(EXPLICIT), JPEG, EXPLICIT))
                .isEqualTo(new ContextDecision.Accepted(EXPLICIT));
        assertThat(decide(StoragePolicy.EVERYTHING.preferring(EXPLICIT), JPEG, IMPLICIT))
                .isEqualTo(new ContextDecision.Accepted(JPEG));
        assertThat(decide(StoragePolicy.EVERYTHING.accepting(List.of(IMPLICIT)), JPEG, IMPLICIT))
                .isEqualTo(new ContextDecision.Accepted(IMPLICIT));
        assertThat(decide(StoragePolicy.EVERYTHING.accepting(List.of(IMPLICIT)), JPEG))
                .isEqualTo(ContextDecision.Refused.TRANSFER_SYNTAXES_NOT_SUPPORTED);
    }

    @Test
    void aPrivateStorageClassIsAUidAtLeast() {
        assertThat(StoragePolicy.EVERYTHING.takes("1.2.840.113619.4.26")).isTrue();
        assertThat(StoragePolicy.EVERYTHING.takes("1.2.840.113619.4.026")).as("devices do that").isTrue();
        assertThat(StoragePolicy.EVERYTHING.standardSopClassesOnly().takes("1.2.840.113619.4.26")).isFalse();
        assertThat(List.of("", "foo bar", ".1", "1.2/3", "1".repeat(65), SopClass.Verification))
                .noneMatch(StoragePolicy.EVERYTHING::takes);
    }

    @Test
    void preferencesMustBeAccepted() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> StoragePolicy.EVERYTHING.accepting(List.of(IMPLICIT)).preferring(EXPLICIT));
        assertThat(StoragePolicy.EVERYTHING.preferring(EXPLICIT, IMPLICIT).accepting(List.of(IMPLICIT)).preferred())
                .containsExactly(IMPLICIT);
    }

    @Test
    void servicesThatAreNotThereAreRefused() {
        assertThat(policy(false, List.of(), List.of(new VerificationProvider())).context(COMMITMENT,
                List.of(IMPLICIT))).isEqualTo(ContextDecision.Refused.ABSTRACT_SYNTAX_NOT_SUPPORTED);
        assertThat(policy(false, List.of(), List.of(new VerificationProvider())).context(SopClass.Verification,
                List.of(IMPLICIT, EXPLICIT))).isEqualTo(new ContextDecision.Accepted(EXPLICIT));
        assertThat(policy(false, List.of(), List.of(new VerificationProvider())).context(SopClass.Verification,
                List.of(JPEG))).isEqualTo(ContextDecision.Refused.TRANSFER_SYNTAXES_NOT_SUPPORTED);
    }

    @Test
    void storageClassesAreSentBackOnlyWhereTheyAreWanted() {
        var wanted = List.of(new RoleSelection(SopClass.CTImageStorage, false, true));
        EntityPolicy getting = policy(true, wanted, List.of());
        assertThat(getting.context(SopClass.CTImageStorage, List.of(JPEG)))
                .isEqualTo(new ContextDecision.Accepted(JPEG));
        assertThat(getting.context(SopClass.CTImageStorage, List.of(JPEG, EXPLICIT)))
                .isEqualTo(new ContextDecision.Accepted(JPEG));
        assertThat(getting.context(SopClass.CTImageStorage, List.of(IMPLICIT, JPEG, EXPLICIT)))
                .isEqualTo(new ContextDecision.Accepted(IMPLICIT));
        assertThat(getting.context(SopClass.MRImageStorage, List.of(EXPLICIT)))
                .isEqualTo(ContextDecision.Refused.ABSTRACT_SYNTAX_NOT_SUPPORTED);
        assertThat(getting.roles(SopClass.CTImageStorage, new Roles(true, true))).isEqualTo(new Roles(false, true));
        EntityPolicy notServed = policy(false, wanted, List.of());
        assertThat(notServed.context(SopClass.CTImageStorage, List.of(EXPLICIT)))
                .isEqualTo(ContextDecision.Refused.ABSTRACT_SYNTAX_NOT_SUPPORTED);
    }

    @Test
    void storingAndGettingGoTogether() {
        EntityPolicy both = policy(true, List.of(new RoleSelection(SopClass.CTImageStorage, true, true)),
                List.of(storage(StoragePolicy.EVERYTHING)));
        assertThat(both.roles(SopClass.CTImageStorage, new Roles(true, true))).isEqualTo(new Roles(true, true));
        assertThat(both.roles(SopClass.MRImageStorage, new Roles(true, true))).isEqualTo(Roles.DEFAULT);
    }

    @Test
    void commitmentRolesFollowWhatIsServed() {
        CommitmentResultHandler results = (association, result) -> CompletableFuture.completedStage(null);
        var askers = policy(false, List.of(), List.of(new CommitmentProvider(null, results, LIMIT)));
        assertThat(askers.roles(COMMITMENT, new Roles(true, true))).isEqualTo(new Roles(false, true));
        var committing = new CommitmentProvider.Committing((request, reporter) -> CompletableFuture
                .completedStage(null), title -> CompletableFuture.failedStage(new AssertionError()), null);
        var committers = policy(false, List.of(), List.of(new CommitmentProvider(committing, null, LIMIT)));
        assertThat(committers.roles(COMMITMENT, new Roles(true, true))).isEqualTo(new Roles(true, false));
    }

    private static ContextDecision decide(StoragePolicy storage, TransferSyntax... offered) {
        return policy(false, List.of(), List.of(storage(storage))).context(SopClass.CTImageStorage,
                List.of(offered));
    }

    private static StorageProvider storage(StoragePolicy policy) {
        return new StorageProvider(policy, new ReceivedInstances(), LIMIT);
    }

    private static EntityPolicy policy(boolean sendsBack, List<RoleSelection> roles,
            List<ServiceProvider> providers) {
        var user = new UserInformation(0, "1.2.3", null, null, roles, List.of(), List.of(), null, null);
        return new EntityPolicy(providers, sendsBack,
                new AssociateRq(1, "CALLED", "CALLER", "1.2.840.10008.3.1.1.1", List.of(), user));
    }
}
