package org.lianzhen.dicom.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
    @Property
    void everyRequestHasAResponseOfItsKind(@ForAll("requests") DimseMessage message) {
        DimseRequest request = (DimseRequest) message;
        DimseResponse response = request.respond(Outcome.of(Status.PROCESSING_FAILURE, "no"));
        assertThat(response.commandField().code()).isEqualTo(request.commandField().code() | 0x8000);
        assertThat(response.messageId()).isEqualTo(request.messageId());
        assertThat(response.affectedSopClassUid()).isEqualTo(request.sopClassUid());
        assertThat(response.hasDataSet()).isFalse();
        assertThat(response.status()).isEqualTo(Status.PROCESSING_FAILURE);
    }

    @Provide
    Arbitrary<DimseMessage> requests() {
        return Messages.requests();
    }

    @ParameterizedTest
    @EnumSource
    void commandFieldsAreFoundByTheirCode(CommandField field) {
        assertThat(CommandField.ofCode(field.code())).isEqualTo(field);
    }

    @Test
    void commandFieldsArePrintedAsTheStandardWritesThem() {
        assertThat(CommandField.N_EVENT_REPORT_RSP).hasToString("N-EVENT-REPORT-RSP");
        assertThat(CommandField.ofCode(0x0002)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void prioritiesAreFoundByTheirCode(Priority priority) {
        assertThat(Priority.of(priority.code())).isEqualTo(priority);
    }

    @Test
    void requestsKnowTheirKindOfResponse() {
        assertThat(CommandField.C_STORE_RQ.response()).isEqualTo(CommandField.C_STORE_RSP);
        assertThat(CommandField.N_ACTION_RQ.response()).isEqualTo(CommandField.N_ACTION_RSP);
        assertThat(CommandField.C_CANCEL_RQ.response()).isNull();
    }

    @Property(tries = 300)
    void noMessageHasAnIdOfMoreThan16Bits(@ForAll("messages") DimseMessage message) {
        assertThatIllegalArgumentException().isThrownBy(() -> withMessageId(message, -1))
                .withMessageContaining("MessageID");
        assertThatIllegalArgumentException().isThrownBy(() -> withMessageId(message, 65536))
                .withMessageContaining("MessageID");
        assertThatCode(() -> withMessageId(message, 65535)).doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<DimseMessage> messages() {
        return Arbitraries.oneOf(Messages.requests(), Messages.responses(), Messages.cancels());
    }

    private static void withMessageId(DimseMessage message, int id) throws Throwable {
        RecordComponent[] components = message.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            boolean isId = components[i].getName().toLowerCase(Locale.ROOT).startsWith("messageid");
            values[i] = isId ? Integer.valueOf(id) : components[i].getAccessor().invoke(message);
        }
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            message.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 65536 })
    void typesAndErrorsHave16Bits(int number) {
        assertThatIllegalArgumentException().isThrownBy(() -> new NEventReportRq(1, "1.2", "1.3", number, false))
                .withMessageContaining("EventTypeID");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Outcome(Status.PROCESSING_FAILURE, null, number, List.of(), List.of()))
                .withMessageContaining("ErrorID");
        assertThatIllegalArgumentException().isThrownBy(() -> new NActionRq(1, "1.2", "1.3", number, false))
                .withMessageContaining("ActionTypeID");
        assertThatIllegalArgumentException().isThrownBy(() -> new MoveOriginator("AE", number));
    }

    @Test
    void matchesAreNumberedAndCarryTheirIdentifier() {
        CFindRsp match = new CFindRq(4, "1.2", Priority.MEDIUM).match(Status.PENDING);
        assertThat(match).isEqualTo(new CFindRsp(4, Outcome.of(Status.PENDING), "1.2", true));
    }

    @Test
    void retrievalsReportNumbers() {
        SubOperations numbers = SubOperations.ended(3, 1, 0);
        Outcome outcome = Outcome.of(Status.SUB_OPERATIONS_COMPLETE_WITH_FAILURES);
        assertThat(new CGetRq(4, "1.2", Priority.LOW).respond(outcome, numbers, true))
                .isEqualTo(new CGetRsp(4, outcome, "1.2", numbers, true));
        assertThat(new CMoveRq(4, "1.2", Priority.LOW, "AE").respond(outcome, numbers, false))
                .isEqualTo(new CMoveRsp(4, outcome, "1.2", numbers, false));
    }

    @Test
    void numbersOfSubOperationsStayWithin16Bits() {
        assertThat(new SubOperations(70_000, -1, 65_535, null)).isEqualTo(new SubOperations(65_535, 0, 65_535, null));
        assertThat(SubOperations.ended(1, 2, 3).remaining()).isNull();
    }

    @Test
    void normalizedResponsesCanCarryADataSet() {
        assertThat(new NGetRq(1, "1.2", "1.3", List.of()).respond(Outcome.SUCCESS).withDataSet().hasDataSet()).isTrue();
        assertThat(new NSetRq(1, "1.2", "1.3").respond(Outcome.SUCCESS).withDataSet().hasDataSet()).isTrue();
        assertThat(new NActionRq(1, "1.2", "1.3", 1, false).respond(Outcome.SUCCESS).withDataSet().hasDataSet())
                .isTrue();
        assertThat(new NEventReportRq(1, "1.2", "1.3", 1, false).respond(Outcome.SUCCESS).withDataSet().hasDataSet())
                .isTrue();
        assertThat(new NCreateRq(1, "1.2", null, false).respond(Outcome.SUCCESS).withDataSet().hasDataSet()).isTrue();
    }

    @Test
    void theOneWhoCreatesNamesTheInstance() {
        assertThat(new NCreateRq(1, "1.2", null, true).respond(Outcome.SUCCESS, "2.25.1").affectedSopInstanceUid())
                .isEqualTo("2.25.1");
    }

    @Test
    void outcomesDoNotChangeBehindOnesBack() {
        List<Integer> tags = new ArrayList<>(List.of(1));
        Outcome outcome = Outcome.of(Status.MISSING_ATTRIBUTE).withOffendingElements(tags);
        NGetRq get = new NGetRq(1, "1.2", "1.3", tags);
        tags.add(2);
        assertThat(outcome.offendingElements()).containsExactly(1);
        assertThat(get.attributeIdentifierList()).containsExactly(1);
    }

    @Test
    void aFaultOfAMessageSaysWhatToAnswer() {
        DimseException fault = new DimseException(Status.OUT_OF_RESOURCES, "disk full");
        assertThat(fault).hasMessage("A700H: out of resources: disk full").hasNoCause();
        assertThat(fault.outcome()).isEqualTo(Outcome.of(Status.OUT_OF_RESOURCES, "disk full"));
        Exception cause = new Exception("why");
        DimseException other = new DimseException(Outcome.of(Status.NOT_AUTHORIZED), cause);
        assertThat(other).hasMessage("0124H: not authorized").hasCause(cause);
        assertThat(other.status()).isEqualTo(Status.NOT_AUTHORIZED);
    }

    @Test
    void errorCommentsAreCutAndCleanedForTheWire() {
        assertThat(sentComment("a\\b\tc\u78C1\u76D8")).isEqualTo("a b c??");
        assertThat(sentComment("a\u001F~\u007F")).isEqualTo("a ~?");
        assertThat(sentComment("x".repeat(100))).isEqualTo("x".repeat(64));
    }

    @ParameterizedTest
    @ValueSource(strings = { "\u53BF\u533B\u9662", "A\nB", "A\0" })
    void titlesThatCannotBeSentAreRefusedAtOnce(String title) {
        CMoveRq move = new CMoveRq(1, "1.2", Priority.MEDIUM, title);
        assertThatThrownBy(() -> CommandSetCodec.encode(move, Unpooled.buffer()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("(0000,0600)");
    }

    private static String sentComment(String comment) {
        ByteBuf out = Unpooled.buffer();
        CommandSetCodec.encode(new CEchoRsp(1, Outcome.of(Status.PROCESSING_FAILURE, comment), null), out);
        return ((CEchoRsp) CommandSetCodec.decode(out)).outcome().errorComment();
    }
}
