package org.lianzhen.gateway.access;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks signatures of programs, and reads their public keys. */
final class Signatures {
    private static final int RAW_BYTES = 32;
    /** What stands before a raw Ed25519 key in X.509 (RFC 8410). */
    private static final String X509_HEAD = "302a300506032b6570032100";

    private Signatures() {}

    static boolean isEd25519(byte[] signed, byte[] signature, String key) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(publicKey(key));
            check.update(signed);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            // a signature of another length is wrong like any other
            return false;
        }
    }

    static boolean isHmac(byte[] signed, byte[] signature, byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return MessageDigest.isEqual(mac.doFinal(signed), signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static PublicKey publicKey(String base64) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    /** A public key as it is kept, from X.509 or its 32 raw bytes, in base64; empty when it is none. */
    static Optional<String> normalized(String base64) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(base64.replaceAll("-----[A-Z ]+-----", ""));
            String key = bytes.length == RAW_BYTES
                    ? Base64.getEncoder()
                            .encodeToString(HexFormat.of().parseHex(X509_HEAD + HexFormat.of().formatHex(bytes)))
                    : Base64.getEncoder().encodeToString(bytes);
            publicKey(key);
            return Optional.of(key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
