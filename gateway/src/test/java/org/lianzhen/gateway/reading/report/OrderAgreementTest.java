package org.lianzhen.gateway.reading.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderContent;
import org.lianzhen.gateway.order.OrderNumbers;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.order.OrderState;
import org.lianzhen.gateway.reading.queue.ReadingTask;

class OrderAgreementTest {
    private static final ReadingTask.Person WANG = new ReadingTask.Person("Wang^XiaoDong=王^小东", "王小东", "P1", "",
            "19800229", "M");

    static Order order(OrderPatient patient, OrderContent.Examination examination) {
        var content = new OrderContent(patient, examination,
                new OrderContent.Reason(Urgency.ROUTINE, "咳嗽", ""), new OrderContent.Requester("李明", "", "内科", ""),
                OrderContent.Schedule.ANY);
        return new Order(new UUID(0, 1), "TS1", Order.Source.TYPED, new OrderNumbers("A1", "", "", "", ""), content,
                new Order.Progress(OrderState.PERFORMED, List.of("1.2"), Instant.EPOCH, Instant.EPOCH), 1);
    }

    static OrderPatient patient(String name, String birthDate, String sex) {
        return new OrderPatient("TS1", "P1", name, birthDate, sex, List.of(), OrderPatient.Visit.OUTPATIENT);
    }

    @ParameterizedTest
    @CsvSource({ "王小东, 19800229, M, false", "王^小东, '', '', false", "Wang Xiaodong, 19800229, M, false",
            "李小东, 19800229, M, true", "王小东, 19800228, M, true", "王小东, 19800229, F, true" })
    void anOrderForSomebodyElseIsTold(String name, String birthDate, String sex, boolean other) {
        assertThat(OrderAgreement.isOther(WANG, patient(name, birthDate, sex))).isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource({
            // side and part ordered; sides and parts of the images; words; what is told
            "L, HAND, '', '', 左手骨折, ''", "L, HAND, '', '', 右手骨折, ORDER_LATERALITY",
            "L, HAND, R, HAND, 左手较右手肿胀, ORDER_LATERALITY", "L, HAND, B, HAND, 左手较右手肿胀, ''",
            "B, HAND, '', '', 右手骨折, ''", "'', CHEST, '', CHEST, 双肺清晰, ''",
            "'', CHEST, '', '', 肝内钙化灶, ORDER_BODY_PART", "'', 胸部, '', '', 肝内钙化灶, ORDER_BODY_PART",
            "'', 胸部, '', HEAD, '', ORDER_BODY_PART", "'', UNHEARDOF, '', HEAD, 肝内钙化灶, BODY_PART",
            "'', '', '', '', 肝内钙化灶, ''" })
    void anotherSideOrPartThanOrderedIsTold(String side, String part, String sides, String parts, String words,
            String cautions) {
        var images = new ReadingTask.Examination("1.2", WANG, "", "", "", "", List.of("DX"), split(parts),
                split(sides), 1);
        Order order = order(patient("王小东", "", ""), new OrderContent.Examination("DX", "", "", part, side));
        var text = new ReportText("", "", "", "", words, "", "", null, List.of());
        assertThat(Caution.of(text, images, List.of(order)).stream().filter(one -> one != Caution.LATERALITY))
                .containsExactlyElementsOf(split(cautions).stream().map(Caution::valueOf).toList());
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
