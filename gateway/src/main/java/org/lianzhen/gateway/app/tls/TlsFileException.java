package org.lianzhen.gateway.app.tls;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.terminal.IoFaults;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.app.terminal.Messages;

/** A file cannot be used for TLS. */
public final class TlsFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final Reason reason;
    private final String detail;

    /** What is wrong with it. */
    public enum Reason {
        UNREADABLE, NO_CERTIFICATE, NO_KEY, ENCRYPTED_KEY, OTHER_KEY_FORMAT, BROKEN_KEY, UNUSABLE, ENDED, UNWRITABLE
    }

    TlsFileException(Path file, Reason reason, @Nullable Throwable cause) {
        super(reason + ": " + file, cause);
        this.file = file;
        this.reason = reason;
        this.detail = cause == null ? "-" : String.valueOf(cause.getMessage());
    }

    /** What is wrong with it. */
    public Reason reason() {
        return reason;
    }

    /** A sentence that says what to do. */
    public String in(Language language) {
        String why = getCause() instanceof IOException fault ? new IoFaults(language).why(fault) : detail;
        return new Messages(TlsFileException.class, language).text(reason.name(), file, why);
    }
}
