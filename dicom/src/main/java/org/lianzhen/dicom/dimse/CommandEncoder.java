package org.lianzhen.dicom.dimse;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.Tag;

/** Writes the elements of a message in ascending order, then the group length in front of them. */
final class CommandEncoder {
    /** Command Data Set Type of a message that is the command alone. */
    static final int NO_DATA_SET = 0x0101;

    private static final int GROUP_LENGTH_ELEMENT = 12;
    /** Any value but {@link #NO_DATA_SET} says that a data set follows; this one is the most common. */
    private static final int DATA_SET_FOLLOWS = 0x0001;

    private CommandEncoder() {}

    static void encode(DimseMessage message, ByteBuf out) {
        int start = out.writerIndex();
        ElementWriter writer = new ElementWriter(out);
        writer.u32(Tag.CommandGroupLength, 0);
        writer.uid(Tag.AffectedSOPClassUID, affectedSopClassUid(message));
        writer.uid(Tag.RequestedSOPClassUID, requestedSopClassUid(message));
        writer.u16(Tag.CommandField, message.commandField().code());
        writer.u16(message instanceof DimseRequest ? Tag.MessageID : Tag.MessageIDBeingRespondedTo,
                message.messageId());
        if (message instanceof CMoveRq move) {
            writer.applicationEntity(Tag.MoveDestination, move.moveDestination());
        }
        writer.u16(Tag.Priority, priority(message));
        writer.u16(Tag.CommandDataSetType, message.hasDataSet() ? DATA_SET_FOLLOWS : NO_DATA_SET);
        status(message, writer);
        writer.uid(Tag.AffectedSOPInstanceUID, affectedSopInstanceUid(message));
        writer.uid(Tag.RequestedSOPInstanceUID, requestedSopInstanceUid(message));
        writer.u16(Tag.EventTypeID, eventTypeId(message));
        writer.tags(Tag.AttributeIdentifierList, attributeIdentifierList(message));
        writer.u16(Tag.ActionTypeID, actionTypeId(message));
        subOperations(message, writer);
        moveOriginator(message, writer);
        out.setIntLE(start + 8, out.writerIndex() - start - GROUP_LENGTH_ELEMENT);
    }

    private static @Nullable String affectedSopClassUid(DimseMessage message) {
        return switch (message) {
            case NGetRq _,NSetRq _,NActionRq _,NDeleteRq _,CCancelRq _ -> null;
            case DimseRequest request -> request.sopClassUid();
            case DimseResponse response -> response.affectedSopClassUid();
        };
    }

    private static @Nullable String requestedSopClassUid(DimseMessage message) {
        return switch (message) {
            case NGetRq rq -> rq.requestedSopClassUid();
            case NSetRq rq -> rq.requestedSopClassUid();
            case NActionRq rq -> rq.requestedSopClassUid();
            case NDeleteRq rq -> rq.requestedSopClassUid();
            default -> null;
        };
    }

    private static @Nullable String affectedSopInstanceUid(DimseMessage message) {
        return switch (message) {
            case CStoreRq rq -> rq.affectedSopInstanceUid();
            case NEventReportRq rq -> rq.affectedSopInstanceUid();
            case NCreateRq rq -> rq.affectedSopInstanceUid();
            case CStoreRsp rsp -> rsp.affectedSopInstanceUid();
            case NEventReportRsp rsp -> rsp.affectedSopInstanceUid();
            case NGetRsp rsp -> rsp.affectedSopInstanceUid();
            case NSetRsp rsp -> rsp.affectedSopInstanceUid();
            case NActionRsp rsp -> rsp.affectedSopInstanceUid();
            case NCreateRsp rsp -> rsp.affectedSopInstanceUid();
            case NDeleteRsp rsp -> rsp.affectedSopInstanceUid();
            default -> null;
        };
    }

    private static @Nullable String requestedSopInstanceUid(DimseMessage message) {
        return switch (message) {
            case NGetRq rq -> rq.requestedSopInstanceUid();
            case NSetRq rq -> rq.requestedSopInstanceUid();
            case NActionRq rq -> rq.requestedSopInstanceUid();
            case NDeleteRq rq -> rq.requestedSopInstanceUid();
            default -> null;
        };
    }

    private static @Nullable Integer priority(DimseMessage message) {
        return switch (message) {
            case CStoreRq rq -> rq.priority().code();
            case CFindRq rq -> rq.priority().code();
            case CGetRq rq -> rq.priority().code();
            case CMoveRq rq -> rq.priority().code();
            default -> null;
        };
    }

    private static @Nullable Integer eventTypeId(DimseMessage message) {
        return switch (message) {
            case NEventReportRq rq -> rq.eventTypeId();
            case NEventReportRsp rsp -> rsp.eventTypeId();
            default -> null;
        };
    }

    private static @Nullable Integer actionTypeId(DimseMessage message) {
        return switch (message) {
            case NActionRq rq -> rq.actionTypeId();
            case NActionRsp rsp -> rsp.actionTypeId();
            default -> null;
        };
    }

    private static List<Integer> attributeIdentifierList(DimseMessage message) {
        return switch (message) {
            case NGetRq rq -> rq.attributeIdentifierList();
            case DimseResponse response -> response.outcome().attributeIdentifierList();
            default -> List.of();
        };
    }

    private static void status(DimseMessage message, ElementWriter writer) {
        if (message instanceof DimseResponse response) {
            Outcome outcome = response.outcome();
            writer.u16(Tag.Status, outcome.status().code());
            writer.tags(Tag.OffendingElement, outcome.offendingElements());
            writer.comment(Tag.ErrorComment, outcome.errorComment());
            writer.u16(Tag.ErrorID, outcome.errorId());
        }
    }

    private static void subOperations(DimseMessage message, ElementWriter writer) {
        SubOperations numbers = switch (message) {
            case CGetRsp rsp -> rsp.subOperations();
            case CMoveRsp rsp -> rsp.subOperations();
            default -> SubOperations.UNKNOWN;
        };
        writer.u16(Tag.NumberOfRemainingSuboperations, numbers.remaining());
        writer.u16(Tag.NumberOfCompletedSuboperations, numbers.completed());
        writer.u16(Tag.NumberOfFailedSuboperations, numbers.failed());
        writer.u16(Tag.NumberOfWarningSuboperations, numbers.warning());
    }

    private static void moveOriginator(DimseMessage message, ElementWriter writer) {
        if (message instanceof CStoreRq store && store.moveOriginator() != null) {
            MoveOriginator originator = store.moveOriginator();
            writer.applicationEntity(Tag.MoveOriginatorApplicationEntityTitle,
                    originator.applicationEntityTitle());
            writer.u16(Tag.MoveOriginatorMessageID, originator.messageId());
        }
    }
}
