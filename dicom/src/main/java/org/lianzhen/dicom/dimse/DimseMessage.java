package org.lianzhen.dicom.dimse;

/**
 * The command set of one DIMSE message as a value (PS3.7 sections 9.3 and 10.3). The data set, if one follows, travels beside it
 * as a stream of bytes and never as part of the record.
 */
public sealed interface DimseMessage extends DecodedCommand permits DimseRequest, DimseResponse, CCancelRq {

    /** What kind of message this is: (0000,0100). */
    default CommandField commandField() {
        return CommandField.of(this);
    }

    /**
     * The number, 0 to 65535, that ties request, responses and cancellation together: Message ID (0000,0110) of a request,
     * Message ID Being Responded To (0000,0120) of a response or a C-CANCEL-RQ.
     */
    int messageId();

    /** Whether a data set follows; some kinds of messages always have one, some never, the others say. */
    @Override
    default boolean hasDataSet() {
        return false;
    }
}
