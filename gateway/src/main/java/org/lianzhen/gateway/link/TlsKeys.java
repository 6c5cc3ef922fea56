package org.lianzhen.gateway.link;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.TlsMaterial;

/** What we show and whom we trust, for the TLS of the Java runtime. */
final class TlsKeys {
    private static final char[] NO_PASSWORD = {};

    private TlsKeys() {}

    static SSLContext context(TlsMaterial material, TrustManager trust) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        PrivateKey key = material.key();
        if (key != null) {
            store.setKeyEntry("ours", key, NO_PASSWORD, material.chain().toArray(X509Certificate[]::new));
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[]{ trust }, null);
        return context;
    }

    /** Judges as an association does. */
    static X509TrustManager trust(TlsMaterial material) throws GeneralSecurityException, IOException {
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted(material));
        return Stream.of(managers.getTrustManagers()).filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast).findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no trust manager for certificates"));
    }

    /** Null stands for those that the Java runtime trusts. */
    private static @Nullable KeyStore trusted(TlsMaterial material) throws GeneralSecurityException, IOException {
        if (material.trusted().isEmpty()) {
            return null;
        }
        KeyStore store = empty();
        for (X509Certificate certificate : material.trusted()) {
            store.setCertificateEntry(String.valueOf(store.size()), certificate);
        }
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
