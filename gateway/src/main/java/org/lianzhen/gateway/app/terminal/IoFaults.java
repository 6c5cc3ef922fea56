package org.lianzhen.gateway.app.terminal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in plain words why the operating system refused something; Java's own messages are often no more than a path. */
public final class IoFaults {
    private static final List<Phrase> PHRASES = List.of(new Phrase("No space left on device", "io.full"),
            new Phrase("Disk quota exceeded", "io.full"), new Phrase("Read-only file system", "io.read-only"),
            new Phrase("Not a directory", "io.no-folder"), new Phrase("Permission denied", "io.denied"),
            new Phrase("Address already in use", "io.port-taken"),
            new Phrase("Cannot assign requested address", "io.address-foreign"));

    private final Messages messages;

    public IoFaults(Language language) {
        messages = new Messages(IoFaults.class, language);
    }

    /** What the system says, and our word for it. */
    private record Phrase(String said, String key) {}

    /** Why it failed; no sentence of its own, so that it can stand behind a colon. */
    public String why(IOException fault) {
        return switch (fault) {
            case NoSuchFileException _ -> messages.text("io.missing");
            case AccessDeniedException _ -> messages.text("io.denied");
            case FileAlreadyExistsException _ -> messages.text("io.exists");
            case FileSystemException file when file.getReason() != null -> why(file.getReason());
            default -> why(fault.getMessage());
        };
    }

    private String why(@Nullable String said) {
        String text = String.valueOf(said);
        return PHRASES.stream().filter(phrase -> text.contains(phrase.said())).findFirst()
                .map(phrase -> messages.text(phrase.key())).orElseGet(() -> Printable.of(text));
    }
}
