package org.lianzhen.gateway.query;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.FindHandler;
import org.lianzhen.dicom.service.FindRequest;
import org.lianzhen.dicom.service.Matches;
import org.lianzhen.gateway.archive.Condition;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.Worklist;

/** Answers C-FIND of the modality worklist (PS3.4 annex K) from the orders. */
public final class WorklistQueries implements FindHandler {
    /** Nobody looks through more; who asks for all asks for too much. */
    private static final int MOST = 1000;
    private static final Pattern EXACT = Pattern.compile("[^*?]+");

    private final Worklist worklist;
    private final Viewers viewers;
    private final Function<String, Set<String>> stations;
    private final NodeAudit audit;

    /** @param stations AE titles of the devices of a unit; must not block */
    public WorklistQueries(Worklist worklist, Viewers viewers, Function<String, Set<String>> stations, AuditLog audit) {
        this.worklist = worklist;
        this.viewers = viewers;
        this.stations = stations;
        this.audit = new NodeAudit(audit);
    }

    @Override
    public CompletionStage<Matches> find(FindRequest request) {
        Optional<Viewers.Viewer> viewer = viewers.of(request.association());
        try {
            return find(request, viewer.orElseThrow(Viewers::unknown));
        } catch (DimseException refusal) {
            return audit.refused(request.association(), viewer, AuditAction.PATIENT_SEARCH, refusal);
        }
    }

    private CompletionStage<Matches> find(FindRequest request, Viewers.Viewer viewer) {
        DataSet keys = request.identifier().hasValue(Tag.SpecificCharacterSet) ? request.identifier()
                : request.identifier().relabelled(viewer.characterSet());
        DataSet stepKeys = Optional.ofNullable(keys.item(Tag.ScheduledProcedureStepSequence)).orElse(DataSet.EMPTY);
        List<Condition> conditions = Conditions.of(keys);
        List<Condition> stepConditions = Conditions.of(stepKeys);
        Set<String> devices = stations.apply(viewer.unit());
        var wanted = new Worklist.Wanted(new Worklist.Scope(viewer.unit(), viewer.units(), devices),
                filter(conditions, stepConditions), MOST + 1);
        String asked = exact(stepConditions, Tag.ScheduledStationAETitle);
        var filling = new WorklistEntry.Filling(LocalDate.now(ZoneId.systemDefault()),
                devices.contains(asked) ? asked : request.association().terms().peerAeTitle());
        return audit.searched(request.association(), viewer, keys).thenCompose(written -> worklist.find(wanted))
                .thenApply(orders -> matches(request, viewer,
                        fitting(entries(orders, filling), conditions, stepConditions)));
    }

    private static List<DataSet> entries(List<Order> orders, WorklistEntry.Filling filling) {
        if (orders.size() > MOST) {
            throw new DimseException(Status.OUT_OF_RESOURCES,
                    "more than " + MOST + " entries; ask for a day or device");
        }
        return orders.stream().map(order -> WorklistEntry.of(order, filling)).toList();
    }

    private static List<DataSet> fitting(List<DataSet> entries, List<Condition> conditions,
            List<Condition> stepConditions) {
        List<DataSet> fitting = new ArrayList<>();
        for (DataSet entry : entries) {
            DataSet step = Optional.ofNullable(entry.item(Tag.ScheduledProcedureStepSequence)).orElse(DataSet.EMPTY);
            if (conditions.stream().allMatch(one -> Matching.fits(entry, one))
                    && stepConditions.stream().allMatch(one -> Matching.fits(step, one))) {
                fitting.add(entry);
            }
        }
        return fitting;
    }

    private static Matches matches(FindRequest request, Viewers.Viewer viewer, List<DataSet> entries) {
        var answer = new WorklistAnswer(request.identifier(), viewer.characterSet());
        return Matches.of(entries.stream().map(answer::of).toList());
    }

    private static Worklist.Filter filter(List<Condition> conditions, List<Condition> stepConditions) {
        Condition.Between days = stepConditions.stream().filter(Condition.Between.class::isInstance)
                .map(Condition.Between.class::cast).filter(one -> one.tag() == Tag.ScheduledProcedureStepStartDate)
                .findFirst().orElse(new Condition.Between(Tag.ScheduledProcedureStepStartDate, "", ""));
        return new Worklist.Filter(exact(stepConditions, Tag.Modality), exact(conditions, Tag.AccessionNumber),
                exact(conditions, Tag.PatientID), day(days.from()), day(days.to()));
    }

    /** What is left to {@link Matching} when there is more than one way to fit. */
    private static String exact(List<Condition> conditions, int tag) {
        for (Condition condition : conditions) {
            if (condition instanceof Condition.OneOf(int asked, List<String> values) && asked == tag
                    && values.size() == 1 && EXACT.matcher(values.getFirst()).matches()) {
                return values.getFirst();
            }
        }
        return "";
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException e) {
            throw new DimseException(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS,
                    "the Scheduled Procedure Step Start Date is no date");
        }
    }
}
