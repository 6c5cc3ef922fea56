package org.lianzhen.dicom.pdu;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;

/** Any PDU that can be sent. */
final class PduArbitraries {
    private static final int MAX_LIST = 5;

    private PduArbitraries() {}

    static Arbitrary<Pdu> pdus() {
        Arbitrary<Pdu> requests = requests().map(pdu -> pdu);
        Arbitrary<Pdu> answers = answers().map(pdu -> pdu);
        return Arbitraries.oneOf(requests, answers, shortPdus());
    }

    static Arbitrary<AssociateRq> requests() {
        Arbitrary<List<PresentationContextRq>> contexts = Combinators
                .combine(octet(), uids(), uids().list().ofMaxSize(MAX_LIST)).as(PresentationContextRq::new)
                .list().uniqueElements(PresentationContextRq::id).ofMaxSize(MAX_LIST);
        return Combinators.combine(unsignedShort(), aeTitles(), aeTitles(), uids(), contexts, userInformation())
                .as(AssociateRq::new);
    }

    static Arbitrary<AssociateAc> answers() {
        Arbitrary<PresentationContextResult> rejections = Arbitraries.of(PresentationContextResult.class)
                .filter(result -> result != PresentationContextResult.ACCEPTANCE);
        Arbitrary<List<PresentationContextAc>> contexts = Arbitraries
                .oneOf(Combinators.combine(octet(), uids()).as(PresentationContextAc::accepted),
                        Combinators.combine(octet(), rejections).as(PresentationContextAc::rejected))
                .list().uniqueElements(PresentationContextAc::id).ofMaxSize(MAX_LIST);
        return Combinators.combine(unsignedShort(), aeTitles(), aeTitles(), uids(), contexts, userInformation())
                .as(AssociateAc::new);
    }

    static Arbitrary<UserInformation> userInformation() {
        Arbitrary<UserInformation.Builder> builders = Combinators
                .combine(Arbitraries.longs().between(0, 0xFFFF_FFFFL), uids()).as(UserInformation::builder);
        return Combinators.combine(builders, versionNames().injectNull(0.2), windows().injectNull(0.2),
                roles().list().ofMaxSize(MAX_LIST), extended().list().ofMaxSize(MAX_LIST),
                commonExtended().list().ofMaxSize(MAX_LIST), identityRequests().injectNull(0.2),
                octets().map(UserIdentityAc::new).injectNull(0.2))
                .as((builder, name, window, roles, extended, common, identityRq, identityAc) -> {
                    roles.forEach(builder::roleSelection);
                    extended.forEach(builder::extendedNegotiation);
                    common.forEach(builder::commonExtendedNegotiation);
                    return builder.implementationVersionName(name).asyncOperationsWindow(window)
                            .userIdentityRq(identityRq).userIdentityAc(identityAc).build();
                });
    }

    private static Arbitrary<Pdu> shortPdus() {
        return Arbitraries.oneOf(
                Combinators.combine(octet(), octet(), octet()).as(AssociateRj::new),
                Combinators.combine(octet(), octet()).as(Abort::new),
                Arbitraries.of(new ReleaseRq(), new ReleaseRp()));
    }

    private static Arbitrary<RoleSelection> roles() {
        return Combinators.combine(uids(), Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(RoleSelection::new);
    }

    private static Arbitrary<ExtendedNegotiation> extended() {
        return Combinators.combine(uids(), octets()).as(ExtendedNegotiation::new);
    }

    private static Arbitrary<CommonExtendedNegotiation> commonExtended() {
        return Combinators.combine(uids(), uids(), uids().list().ofMaxSize(MAX_LIST))
                .as(CommonExtendedNegotiation::new);
    }

    private static Arbitrary<UserIdentityRq> identityRequests() {
        return Combinators.combine(octet(), Arbitraries.of(true, false), octets(), octets()).as(UserIdentityRq::new);
    }

    private static Arbitrary<AsyncOperationsWindow> windows() {
        return Combinators.combine(unsignedShort(), unsignedShort()).as(AsyncOperationsWindow::new);
    }

    private static Arbitrary<Octets> octets() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(Octets::of);
    }

    private static Arbitrary<Integer> octet() {
        return Arbitraries.integers().between(0, 255);
    }

    private static Arbitrary<Integer> unsignedShort() {
        return Arbitraries.integers().between(0, 65_535);
    }

    private static Arbitrary<String> uids() {
        return Arbitraries.strings().withChars('.').numeric().ofMaxLength(64);
    }

    private static Arbitrary<String> aeTitles() {
        return printable().ofMaxLength(16).map(String::strip);
    }

    private static Arbitrary<String> versionNames() {
        return printable().ofMaxLength(16).map(String::strip);
    }

    private static StringArbitrary printable() {
        return Arbitraries.strings().withCharRange(' ', '~').withCharRange('\u00a1', '\u00ff');
    }
}
