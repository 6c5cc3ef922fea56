package org.lianzhen.gateway.access;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;

/** The second factor of the one account of a test. */
final class MemoryFactors implements SecondFactorStore {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    final Set<String> codes = new HashSet<>();
    private @Nullable Factor factor;
    private long lastStep;

    static SecretBox box() {
        try {
            Path folder = Files.createTempDirectory("keys");
            Path file = folder.resolve("test.key");
            SecretBox box = SecretBox.of(file);
            Files.delete(file);
            Files.delete(folder);
            return box;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As an authenticator reads it. */
    static byte[] decoded(String base32) {
        var bytes = new ByteArrayOutputStream();
        long buffer = 0;
        int bits = 0;
        for (int i = 0; i < base32.length(); i++) {
            buffer = buffer << 5 | ALPHABET.indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write((int) (buffer >> bits));
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public CompletionStage<Optional<Factor>> find(String account) {
        return CompletableFuture.completedStage(Optional.ofNullable(factor));
    }

    @Override
    public CompletionStage<Void> begin(Caller owner, String pending) {
        factor = new Factor(factor == null ? null : factor.secret(), pending);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Boolean> confirm(Confirmation confirmation, AuditEvent event) {
        factor = new Factor(confirmation.pending(), null);
        lastStep = confirmation.step();
        codes.clear();
        codes.addAll(confirmation.recoveryCodes());
        return CompletableFuture.completedStage(true);
    }

    @Override
    public CompletionStage<Boolean> useStep(String account, long step) {
        boolean newer = step > lastStep;
        lastStep = Math.max(step, lastStep);
        return CompletableFuture.completedStage(newer);
    }

    @Override
    public CompletionStage<Boolean> useRecoveryCode(String account, String hash) {
        return CompletableFuture.completedStage(codes.remove(hash));
    }

    @Override
    public CompletionStage<Boolean> remove(String account, AuditEvent event) {
        boolean there = factor != null;
        factor = null;
        return CompletableFuture.completedStage(there);
    }
}
