package org.lianzhen.dicom.dimse;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.Tag;

/**
 * Makes messages of command elements. A request that lacks a mandatory field is answered with a failure as long as its message ID and
 * kind are known; without them, or when nobody can tell whether a data set follows, only an abort is left.
 */
final class CommandDecoder {
    private final CommandElements elements;
    private final CommandField field;
    /** The first thing found wrong with a request. */
    private @Nullable Outcome problem;

    private CommandDecoder(CommandElements elements, CommandField field) {
        this.elements = elements;
        this.field = field;
    }

    static DecodedCommand decode(CommandElements elements) {
        Integer code = elements.u16(Tag.CommandField);
        if (code == null) {
            throw new DimseProtocolException("command set without Command Field (0000,0100)");
        }
        CommandField field = CommandField.ofCode(code);
        if (field == null) {
            throw new DimseProtocolException(String.format(Locale.ROOT, "unknown Command Field %04XH", code));
        }
        return new CommandDecoder(elements, field).message();
    }

    private DecodedCommand message() {
        return switch (field) {
            case C_CANCEL_RQ -> new CCancelRq(
                    number(Tag.MessageIDBeingRespondedTo, "Message ID Being Responded To"));
            case C_STORE_RQ, C_GET_RQ, C_FIND_RQ, C_MOVE_RQ, C_ECHO_RQ, N_EVENT_REPORT_RQ, N_GET_RQ, N_SET_RQ,
                    N_ACTION_RQ, N_CREATE_RQ,
                    N_DELETE_RQ -> checked(request(number(Tag.MessageID, "Message ID")));
            default -> response(number(Tag.MessageIDBeingRespondedTo, "Message ID Being Responded To"));
        };
    }

    private DecodedCommand checked(DimseRequest request) {
        Outcome found = problem;
        return found == null ? request
                : new RefusedRequest(request.respond(found), request.hasDataSet() && dataSetFollows());
    }

    private DimseRequest request(int id) {
        return switch (field) {
            case C_STORE_RQ -> new CStoreRq(id, affectedClass(), affectedInstance(), bulkPriority(), moveOriginator());
            case C_FIND_RQ -> new CFindRq(id, affectedClass(), bulkPriority());
            case C_GET_RQ -> new CGetRq(id, affectedClass(), bulkPriority());
            case C_MOVE_RQ -> new CMoveRq(id, affectedClass(), bulkPriority(), moveDestination());
            case N_EVENT_REPORT_RQ -> new NEventReportRq(id, affectedClass(), affectedInstance(),
                    argument(Tag.EventTypeID, Status.NO_SUCH_EVENT_TYPE, "Event Type ID"), dataSetFollows());
            case N_GET_RQ -> new NGetRq(id, requestedClass(), requestedInstance(),
                    elements.tags(Tag.AttributeIdentifierList));
            case N_SET_RQ -> {
                requireDataSet(Status.MISTYPED_ARGUMENT);
                yield new NSetRq(id, requestedClass(), requestedInstance());
            }
            case N_ACTION_RQ -> new NActionRq(id, requestedClass(), requestedInstance(),
                    argument(Tag.ActionTypeID, Status.NO_SUCH_ACTION_TYPE, "Action Type ID"),
                    dataSetFollows());
            case N_CREATE_RQ -> new NCreateRq(id, affectedClass(), elements.text(Tag.AffectedSOPInstanceUID),
                    dataSetFollows());
            case N_DELETE_RQ -> new NDeleteRq(id, requestedClass(), requestedInstance());
            default -> new CEchoRq(id, affectedClass());
        };
    }

    private DimseResponse response(int id) {
        Outcome outcome = outcome();
        String sopClass = elements.text(Tag.AffectedSOPClassUID);
        String instance = elements.text(Tag.AffectedSOPInstanceUID);
        return switch (field) {
            case C_STORE_RSP -> new CStoreRsp(id, outcome, sopClass, instance);
            case C_FIND_RSP -> new CFindRsp(id, outcome, sopClass, dataSetFollows());
            case C_GET_RSP -> new CGetRsp(id, outcome, sopClass, subOperations(), dataSetFollows());
            case C_MOVE_RSP -> new CMoveRsp(id, outcome, sopClass, subOperations(), dataSetFollows());
            case N_EVENT_REPORT_RSP -> new NEventReportRsp(id, outcome, sopClass, instance,
                    elements.u16(Tag.EventTypeID), dataSetFollows());
            case N_GET_RSP -> new NGetRsp(id, outcome, sopClass, instance, dataSetFollows());
            case N_SET_RSP -> new NSetRsp(id, outcome, sopClass, instance, dataSetFollows());
            case N_ACTION_RSP -> new NActionRsp(id, outcome, sopClass, instance,
                    elements.u16(Tag.ActionTypeID), dataSetFollows());
            case N_CREATE_RSP -> new NCreateRsp(id, outcome, sopClass, instance, dataSetFollows());
            case N_DELETE_RSP -> new NDeleteRsp(id, outcome, sopClass, instance);
            default -> new CEchoRsp(id, outcome, sopClass);
        };
    }

    private Outcome outcome() {
        return new Outcome(new Status(number(Tag.Status, "Status")), elements.comment(Tag.ErrorComment),
                elements.u16(Tag.ErrorID), elements.tags(Tag.OffendingElement),
                elements.tags(Tag.AttributeIdentifierList));
    }

    private SubOperations subOperations() {
        return new SubOperations(elements.u16(Tag.NumberOfRemainingSuboperations),
                elements.u16(Tag.NumberOfCompletedSuboperations),
                elements.u16(Tag.NumberOfFailedSuboperations),
                elements.u16(Tag.NumberOfWarningSuboperations));
    }

    private @Nullable MoveOriginator moveOriginator() {
        String title = elements.text(Tag.MoveOriginatorApplicationEntityTitle);
        Integer id = elements.u16(Tag.MoveOriginatorMessageID);
        return title == null || id == null ? null : new MoveOriginator(title, id);
    }

    /** The priority of a request whose data set is mandatory. */
    private Priority bulkPriority() {
        requireDataSet(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
        return Priority.of(elements.u16(Tag.Priority));
    }

    private void requireDataSet(Status failure) {
        if (!dataSetFollows()) {
            found(failure, Tag.CommandDataSetType, "no data set follows");
        }
    }

    private String affectedClass() {
        return text(Tag.AffectedSOPClassUID, Status.MISTYPED_ARGUMENT, "Affected SOP Class UID");
    }

    private String requestedClass() {
        return text(Tag.RequestedSOPClassUID, Status.MISTYPED_ARGUMENT, "Requested SOP Class UID");
    }

    private String affectedInstance() {
        return text(Tag.AffectedSOPInstanceUID, Status.INVALID_SOP_INSTANCE, "Affected SOP Instance UID");
    }

    private String requestedInstance() {
        return text(Tag.RequestedSOPInstanceUID, Status.INVALID_SOP_INSTANCE, "Requested SOP Instance UID");
    }

    private String moveDestination() {
        return text(Tag.MoveDestination, Status.MOVE_DESTINATION_UNKNOWN, "Move Destination");
    }

    private String text(int element, Status failure, String name) {
        String text = elements.text(element);
        if (text == null) {
            found(failure, element, name + " is missing or invalid");
            return "";
        }
        return text;
    }

    private int argument(int element, Status failure, String name) {
        Integer number = elements.u16(element);
        if (number == null) {
            found(failure, element, name + " is missing");
            return 0;
        }
        return number;
    }

    private void found(Status failure, int element, String what) {
        if (problem == null) {
            problem = Outcome.of(failure, what).withOffendingElements(List.of(element));
        }
    }

    private boolean dataSetFollows() {
        return number(Tag.CommandDataSetType, "Command Data Set Type") != CommandEncoder.NO_DATA_SET;
    }

    private int number(int element, String name) {
        Integer number = elements.u16(element);
        if (number == null) {
            throw new DimseProtocolException(
                    String.format(Locale.ROOT, "%s without %s (0000,%04X)", field, name, element));
        }
        return number;
    }
}
