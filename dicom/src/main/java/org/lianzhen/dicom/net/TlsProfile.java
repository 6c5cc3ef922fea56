package org.lianzhen.dicom.net;

import java.util.List;
import java.util.stream.Stream;

/**
 * The secure transport connection profiles of PS3.15 Annex B that follow BCP 195, by name; B.9 to B.11 are retired there and
 * still asked for. All of them leave SSL, TLS 1.0 and TLS 1.1 out, which BCP 195 has forbidden since RFC 8996, prefer TLS
 * 1.3, and want strong keys. Cipher suites are IANA names in order of preference, as far as the Java runtime has them (it
 * lacks those with CCM and Camellia).
 */
public enum TlsProfile {
    /** PS3.15 B.12, the default: what RFC 9325 section 4.2 recommends. */
    BCP_195_RFC_8996_9325("BCP 195 RFC 8996, 9325 TLS Secure Transport Connection Profile", List.of(
            "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")),
    /**
     * PS3.15 B.13: the listed suites and no others. Those with DHE are only for implementations that can set its key length for
     * each connection, which the Java runtime cannot.
     */
    MODIFIED_BCP_195_RFC_8996_9325("Modified BCP 195 RFC 8996, 9325 TLS Secure Transport Connection Profile",
            with(BCP_195_RFC_8996_9325, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256")),
    /** PS3.15 B.9, retired. It allowed to go down to TLS 1.0; today's BCP 195 does not, so it equals B.10. */
    BCP_195("BCP 195 TLS Secure Transport Connection Profile",
            with(BCP_195_RFC_8996_9325, "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384")),
    /** PS3.15 B.10, retired and still common. */
    NON_DOWNGRADING_BCP_195("Non-Downgrading BCP 195 TLS Secure Transport Connection Profile", with(BCP_195)),
    /** PS3.15 B.11, retired: 256 bit suites first. */
    EXTENDED_BCP_195("Extended BCP 195 TLS Profile Secure Transport Connection Profile", List.of(
            "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"));

    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private final String title;
    @SuppressWarnings("ImmutableEnumChecker") // made by List.of and Stream.toList only
    private final List<String> cipherSuites;

    TlsProfile(String title, List<String> cipherSuites) {
        this.title = title;
        this.cipherSuites = cipherSuites;
    }

    private static List<String> with(TlsProfile base, String... more) {
        return Stream.concat(base.cipherSuites.stream(), Stream.of(more)).toList();
    }

    /** The profile's name in PS3.15. */
    public String title() {
        return title;
    }

    /** Protocol versions as the Java runtime names them, the preferred one first. */
    public List<String> protocols() {
        return PROTOCOLS;
    }

    /** Cipher suites, the preferred one first. */
    public List<String> cipherSuites() {
        return cipherSuites;
    }
}
