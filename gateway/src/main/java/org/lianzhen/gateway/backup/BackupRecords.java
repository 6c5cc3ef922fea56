package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Remembers backups, for those who must know how old the last one is. */
public interface BackupRecords {

    /** One has begun; what an earlier one left open has failed. Blocks. */
    void begin(UUID id, String set, String folder) throws IOException;

    /** It is complete; written down anew when it was not known, as after a restore. Blocks. */
    void complete(SetFacts facts, String folder) throws IOException;

    /** It failed. Blocks. */
    void failed(UUID id, BackupFault fault) throws IOException;

    /** Never blocks. */
    CompletionStage<Latest> latest();

    /**
     * How it stands.
     *
     * @param complete the last that was complete
     * @param last the last that ended, whichever way
     * @param running whether one runs now
     */
    record Latest(@Nullable BackupRun complete, @Nullable BackupRun last, boolean running) {}
}
