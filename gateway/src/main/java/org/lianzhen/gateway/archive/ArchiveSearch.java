package org.lianzhen.gateway.archive;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.service.SopReference;

/**
 * Answers questions about what the archive holds. Only instances that are in force are seen, never parked ones. Failures are
 * {@link IndexUnavailableException}.
 */
public interface ArchiveSearch {
    /** The index's attributes of each match and of what it belongs to, in Unicode; one page of them. */
    CompletionStage<List<DataSet>> find(Search search);

    /**
     * The matches that come after a place: none is told twice and none is passed over, whatever arrives between two pages.
     *
     * @param search of whose page only the limit counts
     * @param place where the page before ended; empty to begin
     */
    CompletionStage<FoundPage> findAfter(Search search, List<String> place);

    /** Where the instances are that belong to the matches; one page of instances. */
    CompletionStage<List<KeptInstance>> instances(Search search);

    /**
     * Which of some instances are durable here, parked ones included. They are told by their SOP Instance UIDs, each with the
     * class it has here, which may be another than the one asked for.
     *
     * @param units whose instances may be seen
     */
    CompletionStage<Set<SopReference>> durable(List<SopReference> instances, Set<String> units);
}
