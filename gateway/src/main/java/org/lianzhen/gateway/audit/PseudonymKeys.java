package org.lianzhen.gateway.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * The key of pseudonyms in force, of a file that another may be put into while it serves. Former ones stay in the file for as long as
 * there are events with pseudonyms that they have made.
 */
public final class PseudonymKeys implements Supplier<PseudonymKey> {
    private final KeyFile file;
    private volatile InForce inForce;

    private record InForce(String fingerprint, PseudonymKey key) {}

    private PseudonymKeys(KeyFile file) throws IOException {
        this.file = file;
        byte[] first = file.keys().getFirst();
        inForce = new InForce(file.fingerprint(first), new PseudonymKey(first));
    }

    /** Those in {@code path}, of which the first is made, readable to nobody else, when there is none. Blocks. */
    public static PseudonymKeys in(Path path) throws IOException {
        return new PseudonymKeys(file(path));
    }

    /** The file as such. */
    public static KeyFile file(Path path) {
        return new KeyFile(path, KeyForm.LINES);
    }

    @Override
    public PseudonymKey get() {
        return inForce.key();
    }

    /** Tells the key in force from others; of no use to whoever has not the key. */
    public String fingerprint() {
        return inForce.fingerprint();
    }

    /**
     * Takes what the file has by now; blocks.
     *
     * @throws IOException when it is no file of keys, or has lost the one in force; then everything stays as it was
     */
    public void look() throws IOException {
        List<byte[]> keys = file.keys();
        if (keys.stream().noneMatch(key -> file.fingerprint(key).equals(fingerprint()))) {
            throw new IOException(file.path() + " has lost the key in force; take it back from a backup");
        }
        byte[] first = keys.getFirst();
        inForce = new InForce(file.fingerprint(first), new PseudonymKey(first));
    }
}
