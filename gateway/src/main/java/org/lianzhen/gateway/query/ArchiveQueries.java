package org.lianzhen.gateway.query;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.service.FindHandler;
import org.lianzhen.dicom.service.FindRequest;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.Matches;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.service.QueryOption;
import org.lianzhen.dicom.service.RetrieveHandler;
import org.lianzhen.dicom.service.RetrieveRequest;
import org.lianzhen.gateway.archive.ArchiveSearch;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.archive.KeptInstances;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditLog;

/** Answers C-FIND, C-MOVE and C-GET from the archive. */
public final class ArchiveQueries implements FindHandler, RetrieveHandler {
    /** Instances of one retrieval; a study of this size would take hours on any line. */
    private static final int MOST_INSTANCES = 50_000;

    private final ArchiveSearch archive;
    private final Viewers viewers;
    private final KeptInstances instances;
    private final NodeAudit audit;

    public ArchiveQueries(ArchiveSearch archive, Viewers viewers, KeptInstances instances, AuditLog audit) {
        this.archive = archive;
        this.viewers = viewers;
        this.instances = instances;
        this.audit = new NodeAudit(audit);
    }

    @Override
    public CompletionStage<Matches> find(FindRequest request) {
        return answered(request.association(), AuditAction.PATIENT_SEARCH, viewer -> find(request, viewer));
    }

    private CompletionStage<Matches> find(FindRequest request, Viewers.Viewer viewer) {
        QueryLevel level = request.level();
        if (level == null) {
            throw new DimseException(Status.UNABLE_TO_PROCESS, "no Query/Retrieve Level");
        }
        requireParents(request.model(), level, request.identifier(), request.options());
        var search = new Search(level, Conditions.of(readable(request.identifier(), viewer)), viewer.units(),
                FoundMatches.page());
        return audit.searched(request.association(), viewer, request.identifier()).thenApply(
                written -> new FoundMatches(archive, search, new Answer(request, viewer.characterSet())));
    }

    @Override
    public CompletionStage<List<Instance>> resolve(RetrieveRequest request) {
        return answered(request.association(), AuditAction.STUDY_EXPORT, viewer -> resolve(request, viewer));
    }

    private CompletionStage<List<Instance>> resolve(RetrieveRequest request, Viewers.Viewer viewer) {
        requireParents(request.model(), request.level(), request.identifier(), request.options());
        var search = new Search(request.level(), Conditions.of(request.identifier()), units(request, viewer),
                new Search.Page(0, MOST_INSTANCES + 1));
        return archive.instances(search).thenCompose(kept -> {
            try {
                List<Instance> found = instances(kept);
                return audit.exported(request, viewer, kept).thenApply(written -> found);
            } catch (DimseException refusal) {
                return audit.refused(request.association(), Optional.of(viewer), AuditAction.STUDY_EXPORT, refusal);
            }
        });
    }

    /** Nobody has sent elsewhere what may not be there, and nobody learns by it what they may not see. */
    private Set<String> units(RetrieveRequest request, Viewers.Viewer viewer) {
        String destination = request.moveDestination();
        if (destination == null) {
            return viewer.units();
        }
        Set<String> units = new HashSet<>(viewer.units());
        units.retainAll(viewers.sharedWith(destination));
        return units;
    }

    private List<Instance> instances(List<KeptInstance> kept) {
        if (kept.size() > MOST_INSTANCES) {
            throw new DimseException(Status.UNABLE_TO_CALCULATE_NUMBER_OF_MATCHES,
                    "more than " + MOST_INSTANCES + " instances at once");
        }
        try {
            return kept.stream().map(instances::open).toList();
        } catch (IllegalStateException e) {
            throw new DimseException(Status.UNABLE_TO_PROCESS, String.valueOf(e.getMessage()));
        }
    }

    /** What is refused before the archive is asked is written down like what is answered. */
    private <T> CompletionStage<T> answered(Association association, AuditAction action,
            Function<Viewers.Viewer, CompletionStage<T>> answer) {
        Optional<Viewers.Viewer> viewer = viewers.of(association);
        try {
            return answer.apply(viewer.orElseThrow(Viewers::unknown));
        } catch (DimseException refusal) {
            return audit.refused(association, viewer, action, refusal);
        }
    }

    /** Who names no character set writes as it wants to be answered. */
    private static DataSet readable(DataSet identifier, Viewers.Viewer viewer) {
        return identifier.hasValue(Tag.SpecificCharacterSet)
                ? identifier
                : identifier.relabelled(viewer.characterSet());
    }

    /** The unique keys of the levels above, which only relational queries may leave out (PS3.4 section C.4.1.2.2.1). */
    private static void requireParents(InformationModel model, QueryLevel level, DataSet identifier,
            Set<QueryOption> options) {
        if (options.contains(QueryOption.RELATIONAL)) {
            return;
        }
        for (QueryLevel above : model.levels()) {
            if (above.compareTo(level) < 0 && !identifier.hasValue(above.uniqueKey())) {
                throw new DimseException(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS,
                        Tag.format(above.uniqueKey()) + " is needed at this level");
            }
        }
    }
}
