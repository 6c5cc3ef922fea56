package org.lianzhen.gateway.app.tools;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.GetTarget;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.service.RetrieveQuery;
import org.lianzhen.dicom.service.RetrieveSummary;
import org.lianzhen.dicom.service.StorageContext;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.IoFaults;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Printable;
import org.lianzhen.gateway.app.terminal.Progress;

/** Fetches what is wanted and not there yet. */
final class Getting {
    /** UIDs in one request; some peers build a query of them. */
    private static final int UIDS = 100;
    /** More names would hide the rest; the next try finds out again what is missing. */
    private static final int SHOWN = 5;

    private final Peer peer;
    private final Messages messages;
    private final TargetFolder folder;
    private final Progress progress;
    private final InstanceCollector collector;
    private final List<String> failures = new ArrayList<>();
    private boolean brokenOff;

    Getting(Peer peer, Console console, TargetFolder folder, Progress progress) {
        this.peer = peer;
        this.messages = new Messages(Getting.class, console.language());
        this.folder = folder;
        this.progress = progress;
        this.collector = new InstanceCollector(folder, progress, new IoFaults(console.language()));
    }

    /**
     * Fetches.
     *
     * @param wanted unique keys
     * @throws CommandException when the peer refuses altogether or is lost before anything came
     */
    GetResult get(QueryLevel level, DataSet wanted) throws CommandException {
        Inventory inventory = Inventory.ask(peer, wanted);
        return inventory == null ? getUnseen(level, wanted) : get(level, wanted, inventory);
    }

    /** The peer does not tell what it has: it sends everything. */
    private GetResult getUnseen(QueryLevel level, DataSet wanted) throws CommandException {
        long failed = fetch(level, wanted, GetContexts.usual());
        return result(collector.present().size(), failed);
    }

    private GetResult get(QueryLevel level, DataSet wanted, Inventory inventory) throws CommandException {
        List<Inventory.Entry> missing = inventory.instances().stream()
                .filter(entry -> !folder.has(entry.sopInstanceUid())).toList();
        progress.total(missing.size());
        if (!missing.isEmpty()) {
            List<StorageContext> contexts = GetContexts.of(inventory.sopClasses());
            if (missing.size() == inventory.instances().size()) {
                fetch(level, wanted, contexts);
            } else {
                fetch(missing, contexts);
            }
        }
        Set<String> came = new HashSet<>(collector.received());
        List<String> failed = missing.stream().map(Inventory.Entry::sopInstanceUid).filter(uid -> !came.contains(uid))
                .toList();
        failed.stream().limit(SHOWN).forEach(uid -> failures.add(messages.text("get.missing", Printable.of(uid))));
        if (failed.size() > SHOWN) {
            failures.add(messages.text("get.more", failed.size() - SHOWN));
        }
        return result(inventory.instances().size() - missing.size(), failed.size());
    }

    private void fetch(List<Inventory.Entry> missing, List<StorageContext> contexts) throws CommandException {
        Map<String, List<Inventory.Entry>> series = missing.stream()
                .collect(Collectors.groupingBy(Inventory.Entry::seriesUid, LinkedHashMap::new, Collectors.toList()));
        for (List<Inventory.Entry> one : series.values()) {
            for (int from = 0; from < one.size() && !brokenOff; from += UIDS) {
                String[] uids = one.subList(from, Math.min(from + UIDS, one.size())).stream()
                        .map(Inventory.Entry::sopInstanceUid).toArray(String[]::new);
                fetch(QueryLevel.IMAGE, DataSet.builder().put(Tag.StudyInstanceUID, one.getFirst().studyUid())
                        .put(Tag.SeriesInstanceUID, one.getFirst().seriesUid()).put(Tag.SOPInstanceUID, uids).build(),
                        contexts);
            }
        }
    }

    /** Instances that the peer says it could not send. */
    private long fetch(QueryLevel level, DataSet identifier, List<StorageContext> contexts) throws CommandException {
        InformationModel model = level == QueryLevel.PATIENT
                ? InformationModel.PATIENT_ROOT
                : InformationModel.STUDY_ROOT;
        RetrieveQuery query = RetrieveQuery.of(model, level, identifier);
        try {
            return failed(peer
                    .completed(peer.user().get(peer.node(), query, GetTarget.of(contexts, collector)).result()));
        } catch (CommandException e) {
            if (collector.received().isEmpty()) {
                throw e;
            }
            brokenOff = true;
            failures.add(e.getMessage());
            return 0;
        }
    }

    private long failed(RetrieveSummary summary) {
        Integer failed = summary.counts().failed();
        if (failed != null && failed > 0) {
            failures.add(messages.text("get.failed", failed, peer.faults().of(summary.outcome())));
        }
        return failed == null ? 0 : failed;
    }

    private GetResult result(long present, long failed) {
        collector.faults().forEach(why -> failures.add(messages.text("get.write", folder.folder(), why)));
        return new GetResult(collector.received().size(), collector.bytes(), present, failed, failures);
    }
}
