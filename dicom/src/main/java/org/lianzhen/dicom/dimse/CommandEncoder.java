package org.lianzhen.dicom.dimse;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the elements of a message in ascending order, then the group length in front of them. */
final class CommandEncoder {
    private static final int GROUP_LENGTH_ELEMENT = 12;
    /** Any value but {@link CommandTag#NO_DATA_SET} says that a data set follows; this one is the most common. */
    private static final int DATA_SET_FOLLOWS = 0x0000;

    private CommandEncoder() {}

    static void encode(DimseMessage message, ByteBuf out) {
        int start = out.writerIndex();
        ElementWriter writer = new ElementWriter(out);
        writer.u32(CommandTag.COMMAND_GROUP_LENGTH, 0);
        writer.uid(CommandTag.AFFECTED_SOP_CLASS_UID, affectedSopClassUid(message));
        writer.uid(CommandTag.REQUESTED_SOP_CLASS_UID, requestedSopClassUid(message));
        writer.u16(CommandTag.COMMAND_FIELD, message.commandField().code());
        writer.u16(message instanceof DimseRequest ? CommandTag.MESSAGE_ID : CommandTag.MESSAGE_ID_BEING_RESPONDED_TO,
                message.messageId());
        if (message instanceof CMoveRq move) {
            writer.applicationEntity(CommandTag.MOVE_DESTINATION, move.moveDestination());
        }
        writer.u16(CommandTag.PRIORITY, priority(message));
        writer.u16(CommandTag.COMMAND_DATA_SET_TYPE, message.hasDataSet() ? DATA_SET_FOLLOWS : CommandTag.NO_DATA_SET);
        status(message, writer);
        writer.uid(CommandTag.AFFECTED_SOP_INSTANCE_UID, affectedSopInstanceUid(message));
        writer.uid(CommandTag.REQUESTED_SOP_INSTANCE_UID, requestedSopInstanceUid(message));
        writer.u16(CommandTag.EVENT_TYPE_ID, eventTypeId(message));
        writer.tags(CommandTag.ATTRIBUTE_IDENTIFIER_LIST, attributeIdentifierList(message));
        writer.u16(CommandTag.ACTION_TYPE_ID, actionTypeId(message));
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
            writer.u16(CommandTag.STATUS, outcome.status().code());
            writer.tags(CommandTag.OFFENDING_ELEMENT, outcome.offendingElements());
            writer.comment(CommandTag.ERROR_COMMENT, outcome.errorComment());
            writer.u16(CommandTag.ERROR_ID, outcome.errorId());
        }
    }

    private static void subOperations(DimseMessage message, ElementWriter writer) {
        SubOperations numbers = switch (message) {
            case CGetRsp rsp -> rsp.subOperations();
            case CMoveRsp rsp -> rsp.subOperations();
            default -> SubOperations.UNKNOWN;
        };
        writer.u16(CommandTag.NUMBER_OF_REMAINING_SUB_OPERATIONS, numbers.remaining());
        writer.u16(CommandTag.NUMBER_OF_COMPLETED_SUB_OPERATIONS, numbers.completed());
        writer.u16(CommandTag.NUMBER_OF_FAILED_SUB_OPERATIONS, numbers.failed());
        writer.u16(CommandTag.NUMBER_OF_WARNING_SUB_OPERATIONS, numbers.warning());
    }

    private static void moveOriginator(DimseMessage message, ElementWriter writer) {
        if (message instanceof CStoreRq store && store.moveOriginator() != null) {
            MoveOriginator originator = store.moveOriginator();
            writer.applicationEntity(CommandTag.MOVE_ORIGINATOR_APPLICATION_ENTITY_TITLE,
                    originator.applicationEntityTitle());
            writer.u16(CommandTag.MOVE_ORIGINATOR_MESSAGE_ID, originator.messageId());
        }
    }
}
