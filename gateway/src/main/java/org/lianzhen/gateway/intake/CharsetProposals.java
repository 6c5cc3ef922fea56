package org.lianzhen.gateway.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.gateway.archive.SeriesEntry;
import org.lianzhen.gateway.archive.StudyEntry;
import org.lianzhen.gateway.archive.TextLabel;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.intake.CharsetStore.Attribute;
import org.lianzhen.gateway.intake.CharsetStore.Change;
import org.lianzhen.gateway.intake.CharsetStore.Decided;
import org.lianzhen.gateway.intake.CharsetStore.Decision;
import org.lianzhen.gateway.intake.CharsetStore.FirstInstance;
import org.lianzhen.gateway.intake.CharsetStore.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repairs what the index says of mislabelled texts, when a person has said how they are to be read. The objects stay as they
 * came. Files are read on virtual threads.
 */
public final class CharsetProposals {
    private static final Logger LOG = LoggerFactory.getLogger(CharsetProposals.class);
    private static final Executor READERS = task -> Thread.ofVirtual().name("charset-read").start(task);

    private final CharsetStore store;
    private final Function<String, Path> files;

    /** @param files the file of an object's key */
    public CharsetProposals(CharsetStore store, Function<String, Path> files) {
        this.store = store;
        this.files = files;
    }

    /** Those in a state, of studies of some units, the oldest first. */
    public CompletionStage<List<CharsetProposal>> list(CharsetProposal.State state, Set<String> units, int limit) {
        return store.list(state, units, limit);
    }

    public CompletionStage<Optional<CharsetProposal>> find(UUID proposal) {
        return store.find(proposal);
    }

    /**
     * Reads the texts as proposed, those that are here and those of the study that will come. What cannot be read now is read
     * later.
     *
     * @return once it is decided
     */
    public CompletionStage<Decided> accept(UUID proposal, AuditEvent.Actor by) {
        return store.decide(proposal, Decision.ACCEPT, by).thenCompose(accepted -> accepted instanceof Decided.Done done
                ? readOrLeave(done.proposal()).thenApply(read -> accepted)
                : CompletableFuture.completedStage(accepted));
    }

    /** Leaves the texts as they are labelled. */
    public CompletionStage<Decided> dismiss(UUID proposal, AuditEvent.Actor by) {
        return store.decide(proposal, Decision.DISMISS, by);
    }

    /** Takes the decision back, so that the proposal is open again and the index as before. */
    public CompletionStage<Decided> undo(UUID proposal, AuditEvent.Actor by) {
        return store.decide(proposal, Decision.UNDO, by);
    }

    /**
     * Reads what came, or was left behind, since proposals were accepted.
     *
     * @param limit proposals at once
     * @return how many of them were read
     */
    public CompletionStage<Integer> readOn(int limit) {
        return store.unread(limit).thenCompose(unread -> {
            CompletionStage<Integer> done = CompletableFuture.completedStage(0);
            for (CharsetProposal one : unread) {
                done = done.thenCompose(before -> readOrLeave(one).thenApply(read -> before + (read ? 1 : 0)));
            }
            return done;
        });
    }

    /** Whether it was read; one whose file is out of reach keeps no other waiting. */
    private CompletionStage<Boolean> readOrLeave(CharsetProposal proposal) {
        return read(proposal).handle((done, fault) -> {
            if (fault != null) {
                LOG.warn("The texts of the proposal {} cannot be read now and will be later: {}", proposal.id(),
                        String.valueOf(fault.getMessage()));
            }
            return fault == null;
        });
    }

    private CompletionStage<Void> read(CharsetProposal proposal) {
        return store.firsts(proposal.id())
                .thenCompose(firsts -> CompletableFuture.supplyAsync(() -> read(proposal, firsts), READERS))
                .thenCompose(readings -> store.rewrite(proposal.id(), readings));
    }

    private List<Reading> read(CharsetProposal proposal, List<FirstInstance> firsts) {
        List<Reading> readings = new ArrayList<>(firsts.size());
        for (FirstInstance first : firsts) {
            readings.add(new Reading(first.series(), changes(first, proposal.proposed())));
        }
        return readings;
    }

    private Map<Attribute, Change> changes(FirstInstance first, String actual) {
        try {
            DataSet header = Part10Reader.read(files.apply(first.kept().objectKey()),
                    ParseOptions.HEADER.withLimits(DataSetScan.LIMITS)).dataSet();
            return TextLabel.isVague(header) ? changes(first, header, TextLabel.readable(header, actual)) : Map.of();
        } catch (DataSetException e) {
            LOG.warn("The object {} cannot be read anew and keeps its texts: {}", first.kept().objectKey(),
                    e.getMessage());
            return Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Attribute, Change> changes(FirstInstance first, DataSet labelled, DataSet actual) {
        var before = new EntryReader(labelled);
        var after = new EntryReader(actual);
        Map<Attribute, Change> changes = new EnumMap<>(Attribute.class);
        if (first.ofStudy()) {
            String unit = "";
            put(changes, Attribute.PATIENT_NAME, before.patient(unit).name(), after.patient(unit).name());
            StudyEntry was = before.study();
            StudyEntry is = after.study();
            put(changes, Attribute.STUDY_ID, was.studyId(), is.studyId());
            put(changes, Attribute.STUDY_DESCRIPTION, was.description(), is.description());
            put(changes, Attribute.REFERRING_PHYSICIAN_NAME, was.referringPhysicianName(), is.referringPhysicianName());
            put(changes, Attribute.INSTITUTION_NAME, was.institutionName(), is.institutionName());
        }
        SeriesEntry was = before.series();
        SeriesEntry is = after.series();
        put(changes, Attribute.SERIES_DESCRIPTION, was.description(), is.description());
        put(changes, Attribute.BODY_PART_EXAMINED, was.bodyPartExamined(), is.bodyPartExamined());
        put(changes, Attribute.STATION_NAME, was.stationName(), is.stationName());
        return changes;
    }

    private static void put(Map<Attribute, Change> changes, Attribute attribute, String before, String after) {
        if (!before.equals(after)) {
            changes.put(attribute, new Change(before, after));
        }
    }
}
