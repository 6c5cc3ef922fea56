package org.lianzhen.gateway.query;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.service.ProcedureStep;
import org.lianzhen.dicom.service.ProcedureStepHandler;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.order.PerformedSteps;
import org.lianzhen.gateway.order.PerformedSteps.News;
import org.lianzhen.gateway.order.PerformedSteps.Reference;
import org.lianzhen.gateway.order.PerformedSteps.State;
import org.lianzhen.gateway.order.PerformedSteps.Step;
import org.lianzhen.gateway.order.Worklist;

/** Follows what devices do (PS3.4 annex F), and has orders follow it. */
public final class ProcedureSteps implements ProcedureStepHandler {
    private final PerformedSteps steps;
    private final Viewers viewers;
    private final Function<String, Set<String>> stations;

    /** @param stations AE titles of the devices of a unit; must not block */
    public ProcedureSteps(PerformedSteps steps, Viewers viewers, Function<String, Set<String>> stations) {
        this.steps = steps;
        this.viewers = viewers;
        this.stations = stations;
    }

    @Override
    public CompletionStage<Outcome> create(ProcedureStep step) {
        Viewers.Viewer viewer = viewer(step);
        DataSet told = readable(step.attributes(), viewer);
        var scope = new Worklist.Scope(viewer.unit(), viewer.units(), stations.apply(viewer.unit()));
        var begun = new Step(step.sopInstanceUid(), text(told, Tag.PerformedStationAETitle),
                text(told, Tag.PatientID), references(told), scope);
        return steps.begin(begun, actor(step.association(), viewer)).thenApply(result -> switch (result) {
            case BEGUN -> Outcome.SUCCESS;
            case DUPLICATE -> Outcome.of(Status.DUPLICATE_SOP_INSTANCE);
        });
    }

    private static List<Reference> references(DataSet told) {
        return told.items(Tag.ScheduledStepAttributesSequence).stream()
                .map(item -> new Reference(text(item, Tag.StudyInstanceUID), text(item, Tag.AccessionNumber),
                        text(item, Tag.ScheduledProcedureStepID)))
                .toList();
    }

    @Override
    public CompletionStage<Outcome> set(ProcedureStep step) {
        Viewers.Viewer viewer = viewer(step);
        var news = new News(step.sopInstanceUid(), viewer.unit(),
                state(step.attributes().string(Tag.PerformedProcedureStepStatus)));
        return steps.update(news, actor(step.association(), viewer)).thenApply(result -> switch (result) {
            case DONE -> Outcome.SUCCESS;
            case UNKNOWN -> Outcome.of(Status.NO_SUCH_SOP_INSTANCE);
            case ENDED -> NO_LONGER_UPDATABLE;
        });
    }

    private static State state(@Nullable String status) {
        if (status == null) {
            return State.IN_PROGRESS;
        }
        return switch (status) {
            case "IN PROGRESS" -> State.IN_PROGRESS;
            case "COMPLETED" -> State.COMPLETED;
            case "DISCONTINUED" -> State.DISCONTINUED;
            default -> throw new DimseException(Status.INVALID_ATTRIBUTE_VALUE,
                    "Performed Procedure Step Status is IN PROGRESS, COMPLETED or DISCONTINUED");
        };
    }

    private Viewers.Viewer viewer(ProcedureStep step) {
        return viewers.of(step.association()).orElseThrow(Viewers::unknown);
    }

    private static DataSet readable(DataSet told, Viewers.Viewer viewer) {
        return told.hasValue(Tag.SpecificCharacterSet) ? told : told.relabelled(viewer.characterSet());
    }

    private static String text(DataSet told, int tag) {
        return Optional.ofNullable(told.string(tag)).orElse("");
    }

    private static AuditEvent.Actor actor(Association association, Viewers.Viewer viewer) {
        return AuditEvent.Actor.node(association.terms().peerAeTitle(), viewer.unit(), association.peerAddress());
    }
}
