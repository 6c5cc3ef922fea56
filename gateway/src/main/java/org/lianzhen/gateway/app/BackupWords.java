package org.lianzhen.gateway.app;

import java.util.stream.IntStream;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Printable;
import org.lianzhen.gateway.app.terminal.Sizes;
import org.lianzhen.gateway.backup.BackupFault;
import org.lianzhen.gateway.backup.BackupResult;

/** Sentences about backups that failed. */
final class BackupWords {
    private static final int SIZES = 2;

    private final Messages messages;

    BackupWords(Console console) {
        this.messages = new Messages(BackupWords.class, console.language());
    }

    /** Why, and what to do. */
    String of(BackupResult.Failed failed) {
        Object[] told = IntStream.range(0, failed.told().size()).mapToObj(i -> told(failed, i)).toArray();
        return messages.text("backup.fault." + failed.fault(), told);
    }

    private static String told(BackupResult.Failed failed, int place) {
        String text = failed.told().get(place);
        return failed.fault() == BackupFault.NO_ROOM && place < SIZES ? Sizes.bytes(Long.parseLong(text))
                : Printable.of(text);
    }
}
