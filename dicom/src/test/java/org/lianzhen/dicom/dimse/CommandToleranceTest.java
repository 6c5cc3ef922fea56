package org.lianzhen.dicom.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dict.Tag;

/** What peers get wrong without harm. */
class CommandToleranceTest {
    @ParameterizedTest
    @ValueSource(strings = { "1.2.840.10008.1.1", "1.2.840.10008.1.1\0", "1.2.840.10008.1.1 ", " 1.2.840.10008.1.1 ",
            "1.2.840.10008.1.1\0\0\0", "1.2.840.10008.1.1 \0" })
    void uidsMayBePaddedWithNulsOrSpacesOrNotAtAll(String padded) {
        DecodedCommand command = CommandBytes.of(CommandField.C_ECHO_RQ).text(Tag.AffectedSOPClassUID, padded)
                .noDataSet().decode();
        assertThat(command).isEqualTo(new CEchoRq(7, "1.2.840.10008.1.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "TS1PACS", "TS1PACS         ", "TS1PACS\0", "  TS1PACS", "TS1PACS\0\0\0\0\0\0\0\0\0" })
    void moveDestinationsMayBePadded(String padded) {
        DecodedCommand command = CommandBytes.of(CommandField.C_MOVE_RQ).affected()
                .text(Tag.MoveDestination, padded).dataSet().decode();
        assertThat(command).isEqualTo(new CMoveRq(7, "1.2.3", Priority.MEDIUM, "TS1PACS"));
    }

    @Test
    void everyPrintableCharacterInsideAnAeTitleStays() {
        DecodedCommand command = CommandBytes.of(CommandField.C_MOVE_RQ).affected()
                .text(Tag.MoveDestination, "~CT ROOM 2 ").dataSet().decode();
        assertThat(command).isEqualTo(new CMoveRq(7, "1.2.3", Priority.MEDIUM, "~CT ROOM 2"));
    }

    @ParameterizedTest
    @ValueSource(ints = { 3, 255, 0xFFFF })
    void anUndefinedPriorityIsMedium(int code) {
        DecodedCommand command = CommandBytes.of(CommandField.C_FIND_RQ).affected().u16(Tag.Priority, code)
                .dataSet()
                .decode();
        assertThat(command).isEqualTo(new CFindRq(7, "1.2.3", Priority.MEDIUM));
    }

    @Test
    void aMissingPriorityIsMedium() {
        DecodedCommand command = CommandBytes.of(CommandField.C_STORE_RQ).affected().dataSet().decode();
        assertThat(command).isEqualTo(new CStoreRq(7, "1.2.3", "1.2.3.4", Priority.MEDIUM, null));
    }

    @ParameterizedTest
    @ValueSource(ints = { 0x0000, 0x0001, 0x0100, 0x0102, 0xFEFE, 0xFFFF })
    void everyCommandDataSetTypeButOneSaysThatADataSetFollows(int type) {
        DecodedCommand command = CommandBytes.of(CommandField.C_FIND_RSP).u16(Tag.Status, 0xFF00)
                .u16(Tag.CommandDataSetType, type).decode();
        assertThat(command.hasDataSet()).isTrue();
    }

    @Test
    void aMessageThatNeverHasADataSetNeedsNoCommandDataSetType() {
        assertThat(CommandBytes.of(CommandField.C_ECHO_RQ).affected().decode()).isEqualTo(new CEchoRq(7, "1.2.3"));
        assertThat(CommandBytes.of(CommandField.C_CANCEL_RQ).decode()).isEqualTo(new CCancelRq(7));
    }

    @Test
    void aWrongCommandDataSetTypeDoesNotGiveAnEchoADataSet() {
        assertThat(CommandBytes.of(CommandField.C_ECHO_RQ).affected().dataSet().decode().hasDataSet()).isFalse();
    }

    @Test
    void ofRepeatedElementsTheLastCounts() {
        DecodedCommand command = CommandBytes.of(CommandField.C_ECHO_RQ).affected().u16(Tag.MessageID, 8)
                .decode();
        assertThat(command).isEqualTo(new CEchoRq(8, "1.2.3"));
    }

    @Test
    void numbersMayBeLongerThanTheyShould() {
        DecodedCommand command = CommandBytes.of(CommandField.C_ECHO_RQ).affected()
                .raw(Tag.MessageID, new byte[]{ 9, 1, 0, 0 }).decode();
        assertThat(command).isEqualTo(new CEchoRq(0x109, "1.2.3"));
    }

    @Test
    void halfAMoveOriginatorIsNone() {
        DecodedCommand command = CommandBytes.of(CommandField.C_STORE_RQ).affected().dataSet()
                .text(Tag.MoveOriginatorApplicationEntityTitle, "PACS").decode();
        assertThat(command).isEqualTo(new CStoreRq(7, "1.2.3", "1.2.3.4", Priority.MEDIUM, null));
    }

    @Test
    void aTagCutShortIsLeftOut() {
        DecodedCommand command = CommandBytes.of(CommandField.N_GET_RQ).requested().noDataSet()
                .raw(Tag.AttributeIdentifierList, new byte[]{ 0x10, 0, 0x20, 0, 0x10, 0 }).decode();
        assertThat(command).isEqualTo(new NGetRq(7, "1.2.3", "1.2.3.4", List.of(0x00100020)));
    }

    @Test
    void responsesMayLeaveOutWhatTheyRepeat() {
        assertThat(CommandBytes.of(CommandField.N_EVENT_REPORT_RSP).noDataSet().u16(Tag.Status, 0).decode())
                .isEqualTo(new NEventReportRsp(7, Outcome.SUCCESS, null, null, null, false));
        assertThat(CommandBytes.of(CommandField.C_MOVE_RSP).noDataSet().u16(Tag.Status, 0).decode())
                .isEqualTo(new CMoveRsp(7, Outcome.SUCCESS, null, SubOperations.UNKNOWN, false));
    }

    @Test
    void anUnprintableUidOfAResponseIsNone() {
        DecodedCommand command = CommandBytes.of(CommandField.C_ECHO_RSP).u16(Tag.Status, 0)
                .text(Tag.AffectedSOPClassUID, "1.2\u00FF.3").decode();
        assertThat(command).isEqualTo(new CEchoRsp(7, Outcome.SUCCESS, null));
    }

    @Test
    void errorCommentsAreReadAsWhatTheyProbablyAre() {
        assertThat(comment("out of disk  ".getBytes(StandardCharsets.US_ASCII))).isEqualTo("out of disk");
        assertThat(comment("磁盘已满".getBytes(StandardCharsets.UTF_8))).isEqualTo("磁盘已满");
        assertThat(comment("磁盘已满".getBytes(Charset.forName("GB18030")))).isEqualTo("磁盘已满");
        assertThat(comment(new byte[]{ 'x', (byte) 0xFF, (byte) 0xFE })).isEqualTo("x\u00FF\u00FE");
    }

    @Test
    void errorCommentsCannotForgeLogLines() {
        assertThat(comment("failed\r\nINFO all is well\u001B[2J".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("failed  INFO all is well [2J");
    }

    private static String comment(byte[] bytes) {
        DecodedCommand command = CommandBytes.of(CommandField.C_ECHO_RSP).u16(Tag.Status, 0x0110)
                .raw(Tag.ErrorComment, bytes).decode();
        return ((CEchoRsp) command).outcome().errorComment();
    }
}
