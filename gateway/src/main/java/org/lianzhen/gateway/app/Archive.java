package org.lianzhen.gateway.app;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.ArchiveIndex;
import org.lianzhen.gateway.archive.ArchiveSearch;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.order.PerformedSteps;
import org.lianzhen.gateway.order.Worklist;

/**
 * What the DICOM side stands on.
 *
 * @param index takes the rows of what arrives
 * @param search answers questions about what is there
 * @param members who may call, be called, and see what
 * @param volumes folders that must have room besides that of the objects: the database's, when it is ours
 * @param commitments what requesters of storage commitment are to hear
 * @param audit who did what
 * @param orders what devices are to do, and say that they do; null when they are not told
 */
record Archive(ArchiveIndex index, ArchiveSearch search, MemberDirectory members, List<Path> volumes,
        CommitmentKeeping commitments, AuditLog audit, @Nullable Orders orders) {
    Archive {
        volumes = List.copyOf(volumes);
    }

    /** What devices are to do, and say that they do. */
    record Orders(Worklist worklist, PerformedSteps steps) {}
}
