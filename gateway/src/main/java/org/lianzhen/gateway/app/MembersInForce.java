package org.lianzhen.gateway.app;

import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.UnknownCharacterSetException;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.MembersException;
import org.lianzhen.gateway.postgres.Demonstration;
import org.lianzhen.gateway.postgres.member.PostgresMemberStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the members in force that a start begins with, in a database that is meant for it. */
final class MembersInForce {
    private static final Logger LOG = LoggerFactory.getLogger(MembersInForce.class);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 4;

    private final Pool pool;
    private final Settings settings;

    private MembersInForce(Pool pool, Settings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    /** Those of the demonstration, of the file that the settings name, or of the last run; blocks. */
    static MemberDirectory begin(Pool pool, Settings settings) throws StartException {
        return new MembersInForce(pool, settings).begin();
    }

    private MemberDirectory begin() throws StartException {
        var directory = new MemberDirectory(new PostgresMemberStore(pool), MembersInForce::isCharset);
        Path file = settings.members();
        String origin = file == null ? "demo" : file.toString();
        try {
            keepApart();
            String document = file != null ? Files.readString(file) : settings.demo() ? demoMembers() : null;
            await(() -> document == null ? directory.load() : directory.offer(origin, document));
        } catch (ExecutionException e) {
            throw new StartException("start.members", origin, why(e));
        } catch (IOException e) {
            throw new StartException("start.members", origin, e);
        } catch (TimeoutException e) {
            throw new StartException("start.members", origin, new IOException("the database does not answer", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("start.members", origin, String.valueOf(e));
        }
        if (directory.members().nodeCount() == 0) {
            LOG.warn("No DICOM node is a member, so every caller will be rejected; name a file of members (--members)");
        }
        return directory;
    }

    private static boolean isCharset(String term) {
        try {
            SpecificCharacterSet.of(term);
            return true;
        } catch (UnknownCharacterSetException e) {
            LOG.debug("No character set", e);
            return false;
        }
    }

    /** Everybody knows the passwords of the demonstration, and its members are nobody's. */
    private void keepApart() throws StartException, ExecutionException, TimeoutException, InterruptedException {
        if (await(() -> Demonstration.settle(pool, settings.demo())) != settings.demo()) {
            Object place = settings.database() == null ? settings.data() : settings.database();
            throw new StartException(settings.demo() ? "start.real-data" : "start.demo-data", place);
        }
    }

    /** A machine that has just started may be too busy at first for the little time that a connection has. */
    private static <T> T await(Supplier<CompletionStage<T>> work)
            throws ExecutionException, TimeoutException, InterruptedException {
        for (int attempt = 1;; attempt++) {
            try {
                return work.get().toCompletableFuture().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                if (attempt == ATTEMPTS || e.getCause() instanceof MembersException) {
                    throw e;
                }
                LOG.info("The members could not be loaded yet: {}", why(e));
            }
        }
    }

    private static String why(ExecutionException fault) {
        return String.valueOf(fault.getCause() == null ? fault.getMessage() : fault.getCause().getMessage());
    }

    private static String demoMembers() throws IOException {
        try (InputStream in = MembersInForce.class.getResourceAsStream("demo-members.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
