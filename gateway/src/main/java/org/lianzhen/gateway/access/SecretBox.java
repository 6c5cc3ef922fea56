package org.lianzhen.gateway.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.lianzhen.gateway.audit.KeyFile;
import org.lianzhen.gateway.audit.KeyForm;

/**
 * Seals what the database must keep and nobody shall read there: AES-256-GCM with the key of a file, which a backup must have. Another
 * key may take its place while it serves; what former keys of the file have sealed still opens.
 */
public final class SecretBox {
    /** A backup copies the database first and the file after it: what is in the former was sealed with keys of some time ago. */
    public static final int MOST_KEYS = 9;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_CHARACTERS = 8;
    /** Ends the id of a key, before what it has sealed; what was sealed before keys had ids has none. */
    private static final String END = ":";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyFile file;
    private volatile List<Key> keys;

    private record Key(String fingerprint, String mark, SecretKeySpec secret) {}

    private SecretBox(KeyFile file) throws IOException {
        this.file = file;
        keys = read();
    }

    /** One with the keys of {@code file}, of which the first is made, readable by us alone, when there is none. Blocks. */
    public static SecretBox of(Path file) throws IOException {
        return new SecretBox(file(file));
    }

    /** The file as such. */
    public static KeyFile file(Path path) {
        return new KeyFile(path, KeyForm.RAW);
    }

    private List<Key> read() throws IOException {
        List<Key> read = new ArrayList<>();
        for (byte[] key : file.keys()) {
            String fingerprint = file.fingerprint(key);
            read.add(new Key(fingerprint, fingerprint.substring(0, ID_CHARACTERS) + END,
                    new SecretKeySpec(key, "AES")));
        }
        return List.copyOf(read);
    }

    /**
     * Takes what the file has by now; blocks.
     *
     * @throws IOException when it is no file of keys, or has lost the one in force; then everything stays as it was
     */
    public void look() throws IOException {
        List<Key> now = read();
        if (now.stream().noneMatch(key -> key.fingerprint().equals(fingerprint()))) {
            throw new IOException(file.path() + " has lost the key in force; take it back from a backup");
        }
        keys = now;
    }

    /** Tells the key in force from others; of no use to whoever has not the key. */
    public String fingerprint() {
        return keys.getFirst().fingerprint();
    }

    /** Forgets the oldest keys when there are too many; for when nothing is sealed with them any more. Blocks. */
    public void forget() throws IOException {
        if (keys.size() > MOST_KEYS) {
            file.keep(MOST_KEYS);
            look();
        }
    }

    /** How everything begins that the key in force has sealed. */
    String mark() {
        return keys.getFirst().mark();
    }

    /** @param owner whose secret it is: under another name it does not open */
    String seal(byte[] secret, String owner) {
        Key key = keys.getFirst();
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, owner).doFinal(secret);
            return key.mark() + Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** @throws AccessUnavailableException when it was sealed with a key that is not in the file */
    byte[] open(String sealed, String owner) throws AccessUnavailableException {
        String mark = sealed.substring(0, sealed.indexOf(END) + END.length());
        Exception fault = null;
        for (Key key : keys.reversed()) {
            if (mark.isEmpty() || mark.equals(key.mark())) {
                try {
                    return open(key, Base64.getDecoder().decode(sealed.substring(mark.length())), owner);
                } catch (GeneralSecurityException | IllegalArgumentException e) {
                    // nothing tells with which key it was sealed but that it opens
                    fault = e;
                }
            }
        }
        throw new AccessUnavailableException("a secret was sealed with a key that the file does not have", fault);
    }

    private static byte[] open(Key key, byte[] bytes, String owner) throws GeneralSecurityException {
        if (bytes.length < NONCE_BYTES) {
            throw new GeneralSecurityException("too short for a secret");
        }
        byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
        return cipher(Cipher.DECRYPT_MODE, key, nonce, owner).doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, String owner) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
