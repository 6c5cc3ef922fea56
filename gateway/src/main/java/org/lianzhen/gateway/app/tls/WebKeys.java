package org.lianzhen.gateway.app.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.lianzhen.dicom.net.TlsMaterial;
import org.lianzhen.gateway.app.tls.TlsFileException.Reason;

/** What a web server shows. */
public final class WebKeys {
    private WebKeys() {}

    /** @param file that people have to look at when something is wrong */
    public static X509KeyManager of(TlsMaterial material, Path file) throws TlsFileException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            // nobody sees this store, which Java wants to have a password
            char[] password = new char[1];
            store.setKeyEntry("web", material.key(), password, material.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return Stream.of(factory.getKeyManagers()).filter(X509KeyManager.class::isInstance)
                    .map(X509KeyManager.class::cast).findFirst().orElseThrow();
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsFileException(file, Reason.UNUSABLE, e);
        }
    }
}
