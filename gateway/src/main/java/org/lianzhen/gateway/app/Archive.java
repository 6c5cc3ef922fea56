package org.lianzhen.gateway.app;

import java.nio.file.Path;
import java.util.List;
import org.lianzhen.gateway.archive.ArchiveIndex;
import org.lianzhen.gateway.archive.ArchiveSearch;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.member.MemberDirectory;

/**
 * What the DICOM side stands on.
 *
 * @param index takes the rows of what arrives
 * @param search answers questions about what is there
 * @param members who may call, be called, and see what
 * @param volumes folders that must have room besides that of the objects: the database's, when it is ours
 * @param commitments what requesters of storage commitment are to hear
 * @param audit who did what
 */
record Archive(ArchiveIndex index, ArchiveSearch search, MemberDirectory members, List<Path> volumes,
        CommitmentKeeping commitments, AuditLog audit) {
    Archive {
        volumes = List.copyOf(volumes);
    }
}
