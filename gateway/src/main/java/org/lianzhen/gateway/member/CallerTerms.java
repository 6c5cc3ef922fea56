package org.lianzhen.gateway.member;

import java.util.List;
import java.util.Set;

/**
 * On what terms a node may call us.
 *
 * @param addresses that it may call from; any when empty
 * @param certificates one of which it must show over TLS; none when empty
 * @param licences what it may ask of us
 */
public record CallerTerms(List<AddressRange> addresses, List<CertificateName> certificates, Set<Licence> licences) {
    public CallerTerms {
        addresses = List.copyOf(addresses);
        certificates = List.copyOf(certificates);
        licences = Set.copyOf(licences);
    }
}
