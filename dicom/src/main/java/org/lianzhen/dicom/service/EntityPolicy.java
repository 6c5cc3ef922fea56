package org.lianzhen.dicom.service;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.NegotiationPolicy;
import org.lianzhen.dicom.net.Roles;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.RoleSelection;

/** What an application entity of ours agrees to in one association. */
final class EntityPolicy implements NegotiationPolicy {
    private final List<ServiceProvider> providers;
    private final Set<String> wantedBack;

    /** @param sendsBack whether C-GET is served, so that a requestor may be provider of storage classes */
    EntityPolicy(List<ServiceProvider> providers, boolean sendsBack, AssociateRq request) {
        this.providers = List.copyOf(providers);
        this.wantedBack = sendsBack ? storageOf(request) : Set.of();
    }

    /** Storage classes that the requestor offers to take itself: what a C-GET will send. */
    private static Set<String> storageOf(AssociateRq request) {
        return request.userInformation().roleSelections().stream().filter(RoleSelection::scp)
                .map(RoleSelection::sopClassUid).filter(EntityPolicy::mayBeStorage)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean mayBeStorage(String sopClassUid) {
        return SopClass.isStorage(sopClassUid) || StoragePolicy.EVERYTHING.takes(sopClassUid);
    }

    @Override
    public ContextDecision context(String sopClassUid, List<TransferSyntax> offered) {
        if (wantedBack.contains(sopClassUid)) {
            // a requestor names what it likes best first; in the others we might not be able to send what it has in mind
            return new ContextDecision.Accepted(offered.getFirst());
        }
        return provider(sopClassUid)
                .map(provider -> provider.choose(offered)
                        .<ContextDecision>map(ContextDecision.Accepted::new)
                        .orElse(ContextDecision.Refused.TRANSFER_SYNTAXES_NOT_SUPPORTED))
                .orElse(ContextDecision.Refused.ABSTRACT_SYNTAX_NOT_SUPPORTED);
    }

    @Override
    public Roles roles(String sopClassUid, Roles proposed) {
        Roles agreed = provider(sopClassUid).map(provider -> provider.roles(proposed))
                .orElseGet(() -> new Roles(false, false));
        return wantedBack.contains(sopClassUid) ? new Roles(agreed.scu(), true) : agreed;
    }

    @Override
    public byte @Nullable [] extended(String sopClassUid, byte[] proposed) {
        ServiceProvider provider = provider(sopClassUid).orElse(null);
        return provider == null ? null : provider.extended(sopClassUid, proposed);
    }

    private Optional<ServiceProvider> provider(String sopClassUid) {
        return providers.stream().filter(provider -> provider.provides(sopClassUid)).findFirst();
    }
}
