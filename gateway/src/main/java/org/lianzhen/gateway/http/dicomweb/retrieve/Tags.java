package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.http.dicomweb.retrieve.Rendition.Form;

/** Entity tags. Objects never change, so the digest of what is kept tells everything that is made of it. */
final class Tags {
    private Tags() {}

    static String of(Rendition rendition) {
        String digest = digest(rendition.object());
        return rendition.form() == Form.AS_KEPT ? '"' + digest + '"'
                : '"' + digest + '-' + rendition.syntax().uid() + '"';
    }

    /** Of something that is made of an object. */
    static String of(KeptObject object, String what) {
        return '"' + hash(digest(object) + "\n" + what) + '"';
    }

    /** A digest of the object: its own, or where none was taken that of its name, which is never used twice. */
    static String digest(KeptObject object) {
        String sha256 = object.bytes().sha256();
        return sha256.isEmpty() ? hash(object.bytes().key()) : sha256;
    }

    /** SHA-256 of a text, in hexadecimal. */
    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
