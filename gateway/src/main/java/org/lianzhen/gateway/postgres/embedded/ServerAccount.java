package org.lianzhen.gateway.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom the server runs as. PostgreSQL refuses to run as root, so root hands it to {@code nobody}; anybody else runs it as
 * themselves.
 *
 * <p>Where only root may enter a folder above the data, {@code nobody} reaches the data all the same, because it is started
 * there and knows it as {@value #HERE} only; the programs then are kept where everybody may read them.
 */
final class ServerAccount {
    /** The working folder, whatever lies above it. */
    static final String HERE = "/proc/self/cwd";
    private static final String NOBODY = "nobody";
    private static final Path EVERYBODYS = Path.of("/var/tmp");

    private final @Nullable UserPrincipal owner;
    private final Path programs;

    private ServerAccount(@Nullable UserPrincipal owner, Path programs) {
        this.owner = owner;
        this.programs = programs;
    }

    /** @param folder for programs and data */
    static ServerAccount choose(Path folder) throws IOException {
        if (!isRoot()) {
            return new ServerAccount(null, folder);
        }
        return new ServerAccount(folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY),
                isClosed(folder.toAbsolutePath()) ? EVERYBODYS.resolve("lianzhen-programs") : folder);
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /** Whether others may not enter {@code folder} or one above it. */
    private static boolean isClosed(Path folder) throws IOException {
        for (Path parent = folder; parent != null; parent = parent.getParent()) {
            if (Files.isDirectory(parent)
                    && !Files.getPosixFilePermissions(parent).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Where the programs are kept.
     *
     * @throws IOException if somebody else made that folder
     */
    Path programs() throws IOException {
        Files.createDirectories(programs);
        if (programs.startsWith(EVERYBODYS) && !Files.getAttribute(programs, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                .equals(0)) {
            throw new IOException(programs + " does not belong to root: remove it");
        }
        return programs;
    }

    /** The command line that runs {@code command} as this account. */
    List<String> command(List<String> command) {
        return command(List.of(), command);
    }

    /**
     * The command line of a server that ends in good order when the thread that starts it ends, as it does when this program is
     * killed. Ctrl-C, meant for us, does not reach it: we stop it when we no longer need it.
     */
    List<String> serverCommand(List<String> command) {
        List<String> apart = new ArrayList<>(List.of("setsid"));
        apart.addAll(command);
        return command(List.of("--pdeathsig", "INT"), apart);
    }

    private List<String> command(List<String> options, List<String> command) {
        List<String> whole = new ArrayList<>(List.of("setpriv", "--no-new-privs"));
        if (owner != null) {
            whole.addAll(List.of("--reuid", NOBODY, "--regid", "nogroup", "--clear-groups"));
        }
        whole.addAll(options);
        whole.add("--");
        whole.addAll(command);
        return whole;
    }

    /** Gives {@code path} to this account. */
    void own(Path path) throws IOException {
        if (owner != null) {
            Files.setAttribute(path, "posix:owner", owner, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
