package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserInformationTest {
    @Test
    void buildsFromTheTwoMandatoryItems() {
        UserInformation information = UserInformation.builder(0, "1.2.3").build();

        assertThat(information.maxLength()).isZero();
        assertThat(information.implementationClassUid()).isEqualTo("1.2.3");
        assertThat(information.roleSelections()).isEmpty();
        assertThat(information.extendedNegotiations()).isEmpty();
        assertThat(information.commonExtendedNegotiations()).isEmpty();
    }

    @Test
    void isSynchronousWithoutNegotiation() {
        assertThat(UserInformation.builder(0, "1").build().effectiveWindow())
                .isEqualTo(AsyncOperationsWindow.SYNCHRONOUS).isEqualTo(new AsyncOperationsWindow(1, 1));
        assertThat(UserInformation.builder(0, "1").asyncOperationsWindow(new AsyncOperationsWindow(0, 5)).build()
                .effectiveWindow()).isEqualTo(new AsyncOperationsWindow(0, 5));
    }

    @Test
    void doesNotChangeWithItsBuilder() {
        UserInformation.Builder builder = UserInformation.builder(0, "1.2.3");
        UserInformation first = builder.roleSelection(new RoleSelection("1.2", true, false)).build();
        UserInformation second = builder.roleSelection(new RoleSelection("1.3", true, false)).build();

        assertThat(first.roleSelections()).hasSize(1);
        assertThat(second.roleSelections()).hasSize(2);
        assertThatThrownBy(() -> first.roleSelections().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = { -1, 0x1_0000_0000L })
    void refusesMaximumLengthsBeyondTheirField(long length) {
        assertThatIllegalArgumentException().isThrownBy(() -> UserInformation.builder(length, "1.2").build())
                .withMessage("maximum length " + length + " is not in 0..4294967295");
    }

    @Test
    void refusesWhatCannotBeSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserInformation.builder(0, "1").implementationVersionName("x".repeat(17)).build());
        assertThatIllegalArgumentException().isThrownBy(() -> new AsyncOperationsWindow(65536, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new AsyncOperationsWindow(0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RoleSelection("1".repeat(65), true, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new ExtendedNegotiation("1\n", Octets.EMPTY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CommonExtendedNegotiation("1", "2", List.of("3", "\0")));
    }

    @Test
    void refusesCredentialsThatCannotBeSent() {
        Octets tooLong = Octets.of(new byte[65_536]);

        assertThatIllegalArgumentException().isThrownBy(() -> new UserIdentityRq(3, true, tooLong, Octets.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> new UserIdentityRq(2, true, Octets.EMPTY, tooLong));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UserIdentityRq(256, true, Octets.EMPTY, Octets.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> new UserIdentityAc(tooLong));
    }

    @Test
    void copiesRelatedSopClasses() {
        List<String> related = new ArrayList<>(List.of("3"));
        CommonExtendedNegotiation negotiation = new CommonExtendedNegotiation("1", "2", related);
        related.add("4");

        assertThat(negotiation.relatedGeneralSopClassUids()).containsExactly("3");
    }

    @Test
    void neverPrintsCredentials() {
        UserInformation information = UserInformation.builder(0, "1")
                .userIdentityRq(UserIdentityRq.usernameAndPasscode("zhang", "geheim", false))
                .userIdentityAc(new UserIdentityAc(Octets.of("ticket", StandardCharsets.UTF_8))).build();

        assertThat(information.toString()).doesNotContain("zhang", "geheim", "ticket").contains("Octets[6 bytes]");
        AssociateRq request = new AssociateRq("A", "B", List.of(), information);
        assertThat(request.toString()).doesNotContain("zhang", "geheim");
    }

    @Test
    void makesIdentitiesInUtf8() {
        UserIdentityRq identity = UserIdentityRq.usernameAndPasscode("张", "密", true);

        assertThat(identity.type()).isEqualTo(2);
        assertThat(identity.primaryField()).isEqualTo(Octets.of((byte) 0xe5, (byte) 0xbc, (byte) 0xa0));
        assertThat(identity.secondaryField().toText(StandardCharsets.UTF_8)).isEqualTo("密");
        assertThat(UserIdentityRq.username("张", false))
                .isEqualTo(new UserIdentityRq(1, false, identity.primaryField(), Octets.EMPTY));
    }

    @Test
    void octetsAreValues() {
        byte[] bytes = { 1, 2 };
        Octets octets = Octets.of(bytes);
        bytes[0] = 9;
        octets.toByteArray()[1] = 9;

        assertThat(octets).isEqualTo(Octets.of((byte) 1, (byte) 2)).hasSameHashCodeAs(Octets.of((byte) 1, (byte) 2))
                .isNotEqualTo(Octets.of((byte) 1)).isNotEqualTo(List.of());
        assertThat(octets.length()).isEqualTo(2);
        assertThat(Octets.of()).isSameAs(Octets.EMPTY);
        assertThat(octets.asByteBuffer().get(1)).isEqualTo((byte) 2);
        assertThatThrownBy(() -> octets.asByteBuffer().put((byte) 0)).isInstanceOf(ReadOnlyBufferException.class);
    }
}
