package org.lianzhen.dicom.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.pdu.Abort;

/** Command sets that cannot be a message: those that end the association, and requests that can still be answered. */
class CommandFaultTest {
    @Test
    void anEmptyCommandSetEndsTheAssociation() {
        assertAborts(Unpooled.EMPTY_BUFFER, "without Command Field");
    }

    @Test
    void theAbortComesFromTheServiceUser() {
        assertThat(new DimseProtocolException("reason").abort()).isEqualTo(Abort.byUser());
    }

    @ParameterizedTest
    @ValueSource(ints = { 0x0000, 0x0002, 0x8000, 0x8FFF, 0x0FFE, 0xFFFF })
    void anUnknownCommandFieldEndsTheAssociation(int code) {
        assertAborts(new CommandBytes().u16(Tag.CommandField, code).u16(Tag.MessageID, 1).buffer(),
                "unknown Command Field");
    }

    @Test
    void aHeaderCutShortEndsTheAssociation() {
        ByteBuf bytes = CompositeVectors.C_ECHO_RQ.buffer();
        assertAborts(bytes.slice(0, bytes.readableBytes() - 3), "ends inside an element header");
    }

    @Test
    void aValueCutShortEndsTheAssociation() {
        ByteBuf bytes = CompositeVectors.C_ECHO_RQ.buffer();
        assertAborts(bytes.slice(0, bytes.readableBytes() - 1),
                "(0000,0800) of the command set claims 2 bytes where 1 are left");
    }

    @ParameterizedTest
    @ValueSource(ints = { 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF })
    void aHugeLengthIsNeverAllocated(int length) {
        ByteBuf bytes = Unpooled.buffer().writeIntLE(0x01000000).writeIntLE(length);
        assertAborts(bytes, "(0000,0100) of the command set claims " + Integer.toUnsignedString(length) + " bytes");
    }

    @Test
    void aDataElementInACommandEndsTheAssociation() {
        ByteBuf bytes = Unpooled.copiedBuffer(CompositeVectors.C_ECHO_RQ.buffer(),
                AnnotatedBytes.buffer("10 00 10 00 00 00 00 00  # Patient's Name"));
        assertAborts(bytes, "element (0010,0010) in a command set");
    }

    @ParameterizedTest
    @EnumSource
    void withoutMessageIdNobodyCanBeAnswered(CommandField field) {
        ByteBuf bytes = new CommandBytes().u16(Tag.CommandField, field.code()).affected().requested()
                .noDataSet()
                .u16(Tag.Status, 0).buffer();
        assertAborts(bytes, field + " without Message ID");
    }

    @ParameterizedTest
    @EnumSource(names = ".*_RSP", mode = Mode.MATCH_ALL)
    void aResponseWithoutStatusEndsTheAssociation(CommandField field) {
        assertAborts(CommandBytes.of(field).noDataSet().buffer(), field + " without Status (0000,0900)");
    }

    @ParameterizedTest
    @EnumSource(names = { "C_STORE_RQ", "C_FIND_RQ", "C_GET_RQ", "C_MOVE_RQ", "N_SET_RQ", "N_ACTION_RQ", "N_CREATE_RQ",
            "N_EVENT_REPORT_RQ", "C_FIND_RSP", "C_MOVE_RSP", "N_GET_RSP" })
    void whereADataSetMayFollowItMustBeSaidWhether(CommandField field) {
        ByteBuf bytes = CommandBytes.of(field).affected().requested().text(Tag.MoveDestination, "AE")
                .u16(Tag.EventTypeID, 1).u16(Tag.ActionTypeID, 1).u16(Tag.Status, 0).buffer();
        assertAborts(bytes, field + " without Command Data Set Type (0000,0800)");
    }

    @Test
    void aNumberOfOneByteIsMissing() {
        assertAborts(new CommandBytes().raw(Tag.CommandField, new byte[]{ 0x30 }).buffer(),
                "without Command Field");
    }

    @ParameterizedTest
    @EnumSource(names = "C_(STORE|FIND|GET|MOVE|ECHO)_RQ|N_(EVENT_REPORT|CREATE)_RQ", mode = Mode.MATCH_ALL)
    void withoutAffectedSopClassTheRequestIsRefused(CommandField field) {
        CommandBytes bytes = CommandBytes.of(field).text(Tag.AffectedSOPInstanceUID, "1.2.3.4").dataSet()
                .text(Tag.MoveDestination, "AE").u16(Tag.EventTypeID, 1);
        assertRefused(bytes, Status.MISTYPED_ARGUMENT, Tag.AffectedSOPClassUID);
    }

    @ParameterizedTest
    @EnumSource(names = "N_(GET|SET|ACTION|DELETE)_RQ", mode = Mode.MATCH_ALL)
    void withoutRequestedSopClassTheRequestIsRefused(CommandField field) {
        CommandBytes bytes = CommandBytes.of(field).text(Tag.RequestedSOPInstanceUID, "1.2.3.4").dataSet()
                .u16(Tag.ActionTypeID, 1);
        assertRefused(bytes, Status.MISTYPED_ARGUMENT, Tag.RequestedSOPClassUID);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\0", "    ", "1.2\n3", "1.2.\u4E2D" })
    void withoutAUsableInstanceUidTheInstanceIsRefused(String uid) {
        CommandBytes bytes = CommandBytes.of(CommandField.C_STORE_RQ).text(Tag.AffectedSOPClassUID, "1.2.3")
                .raw(Tag.AffectedSOPInstanceUID, uid.getBytes(StandardCharsets.UTF_8))
                .dataSet();
        assertRefused(bytes, Status.INVALID_SOP_INSTANCE, Tag.AffectedSOPInstanceUID);
    }

    @Test
    void withoutRequestedInstanceTheRequestIsRefused() {
        CommandBytes bytes = CommandBytes.of(CommandField.N_DELETE_RQ).text(Tag.RequestedSOPClassUID,
                "1.2.3");
        assertRefused(bytes, Status.INVALID_SOP_INSTANCE, Tag.RequestedSOPInstanceUID);
    }

    @Test
    void withoutDestinationAMoveIsRefused() {
        assertRefused(CommandBytes.of(CommandField.C_MOVE_RQ).affected().dataSet(), Status.MOVE_DESTINATION_UNKNOWN,
                Tag.MoveDestination);
    }

    @Test
    void withoutItsNumberAnEventOrAnActionIsRefused() {
        assertRefused(CommandBytes.of(CommandField.N_EVENT_REPORT_RQ).affected().dataSet(), Status.NO_SUCH_EVENT_TYPE,
                Tag.EventTypeID);
        assertRefused(CommandBytes.of(CommandField.N_ACTION_RQ).requested().dataSet(), Status.NO_SUCH_ACTION_TYPE,
                Tag.ActionTypeID);
    }

    @ParameterizedTest
    @EnumSource(names = { "C_STORE_RQ", "C_FIND_RQ", "C_GET_RQ", "C_MOVE_RQ" })
    void withoutDataSetARequestThatNeedsOneIsRefused(CommandField field) {
        CommandBytes bytes = CommandBytes.of(field).affected().text(Tag.MoveDestination, "AE").noDataSet();
        assertRefused(bytes, Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS, Tag.CommandDataSetType);
        assertThat(bytes.decode().hasDataSet()).isFalse();
    }

    @Test
    void withoutDataSetAnNSetIsRefused() {
        assertRefused(CommandBytes.of(CommandField.N_SET_RQ).requested().noDataSet(), Status.MISTYPED_ARGUMENT,
                Tag.CommandDataSetType);
    }

    @Test
    void aRefusalSaysWhetherADataSetMustBeSkipped() {
        assertThat(CommandBytes.of(CommandField.C_STORE_RQ).dataSet().decode().hasDataSet()).isTrue();
        assertThat(CommandBytes.of(CommandField.N_ACTION_RQ).noDataSet().decode().hasDataSet()).isFalse();
    }

    @Test
    void theFirstProblemIsTheOneReported() {
        assertRefused(CommandBytes.of(CommandField.C_STORE_RQ).noDataSet(), Status.MISTYPED_ARGUMENT,
                Tag.AffectedSOPClassUID);
    }

    private static void assertRefused(CommandBytes bytes, Status status, int offendingElement) {
        DecodedCommand command = bytes.decode();
        assertThat(command).isInstanceOf(RefusedRequest.class);
        DimseResponse response = ((RefusedRequest) command).response();
        assertThat(response.messageId()).isEqualTo(7);
        assertThat(response.hasDataSet()).isFalse();
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.outcome().offendingElements()).isEqualTo(List.of(offendingElement));
        assertThat(response.outcome().errorComment()).isNotBlank().hasSizeLessThanOrEqualTo(64);
        ByteBuf out = Unpooled.buffer();
        CommandSetCodec.encode(response, out);
        assertThat(((DimseResponse) CommandSetCodec.decode(out)).outcome()).isEqualTo(response.outcome());
    }

    private static void assertAborts(ByteBuf bytes, String why) {
        assertThatThrownBy(() -> CommandSetCodec.decode(bytes)).isInstanceOf(DimseProtocolException.class)
                .hasMessageContaining(why);
    }
}
