package org.lianzhen.gateway.app.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.TlsContext;
import org.lianzhen.dicom.net.TlsMaterial;
import org.lianzhen.dicom.net.TlsProfile;
import org.lianzhen.gateway.app.tls.TlsFileException.Reason;
import org.lianzhen.gateway.config.ServerIdentity;
import org.lianzhen.gateway.config.TlsProfileName;

/** Makes of files what DICOM over TLS needs. Blocks on the files. */
public final class TlsFiles {
    private TlsFiles() {}

    /** What a server shows and whom it trusts: without issuers, whom Java trusts. */
    public static TlsMaterial given(ServerIdentity.Given files, List<X509Certificate> trusted)
            throws TlsFileException {
        PemFiles.Pair pair = PemFiles.pair(files.certificate(), files.key());
        return new TlsMaterial(pair.key(), pair.chain(), trusted);
    }

    /** At least one certificate of a PEM file. */
    public static List<X509Certificate> certificates(Path file) throws TlsFileException {
        return PemFiles.certificates(file);
    }

    /** For connecting. */
    public static TlsContext client(ClientTlsFiles files) throws TlsFileException {
        try {
            return TlsContext.client(profile(files.profile()), material(files), files.verifyHost());
        } catch (SSLException | IllegalArgumentException e) {
            throw unusable(files.key(), e);
        }
    }

    /** What a client shows, and whom it trusts. */
    public static TlsMaterial material(ClientTlsFiles files) throws TlsFileException {
        Path keyFile = files.key();
        Path certificate = files.certificate();
        List<X509Certificate> trusted = trusted(files.trusted());
        if (keyFile == null || certificate == null) {
            return new TlsMaterial(null, List.of(), trusted);
        }
        return given(new ServerIdentity.Given(certificate, keyFile), trusted);
    }

    /**
     * For connections of another kind, whose servers must show a certificate of these issuers.
     *
     * @param trusted PEM file
     */
    public static SSLContext trusting(Path trusted) throws TlsFileException {
        return trusting(trusted, null, null);
    }

    /**
     * The same, and we show a certificate of ours to those who ask for one.
     *
     * @param certificate PEM file: ours and its issuers; null to show none
     * @param key PEM file: its private key
     */
    public static SSLContext trusting(Path trusted, @Nullable Path certificate, @Nullable Path key)
            throws TlsFileException {
        KeyManager[] ours = certificate == null || key == null ? new KeyManager[0] : shown(certificate, key);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (X509Certificate issuer : PemFiles.certificates(trusted)) {
                store.setCertificateEntry(String.valueOf(store.size()), issuer);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(ours, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsFileException(trusted, Reason.UNUSABLE, e);
        }
    }

    private static KeyManager[] shown(Path certificate, Path keyFile) throws TlsFileException {
        PemFiles.Pair ours = PemFiles.pair(certificate, keyFile);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("ours", ours.key(), new char[0], ours.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            return managers.getKeyManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsFileException(keyFile, Reason.UNUSABLE, e);
        }
    }

    private static TlsFileException unusable(@Nullable Path key, Exception cause) {
        return new TlsFileException(key == null ? Path.of("") : key, Reason.UNUSABLE, cause);
    }

    private static List<X509Certificate> trusted(@Nullable Path file) throws TlsFileException {
        return file == null ? List.of() : PemFiles.certificates(file);
    }

    /** The profile of this name. */
    public static TlsProfile profile(TlsProfileName name) {
        return switch (name) {
            case BCP195 -> TlsProfile.BCP_195_RFC_8996_9325;
            case BCP195_MODIFIED -> TlsProfile.MODIFIED_BCP_195_RFC_8996_9325;
            case BCP195_NON_DOWNGRADING -> TlsProfile.NON_DOWNGRADING_BCP_195;
            case BCP195_EXTENDED -> TlsProfile.EXTENDED_BCP_195;
        };
    }
}
