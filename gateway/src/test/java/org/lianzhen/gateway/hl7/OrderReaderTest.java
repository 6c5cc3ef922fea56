package org.lianzhen.gateway.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.order.OrderContent;
import org.lianzhen.gateway.order.OrderMove;
import org.lianzhen.gateway.order.OrderNumbers;

class OrderReaderTest {
    private static final String HEAD = "MSH|^~\\&|HIS|TS1|||||ORM^O01|M1|P|2.4\rPID|1||P1||王^小东\r";

    private static OrderReader reader(String segments) throws RefusedMessage {
        Segments message = Segments.of(HEAD + segments + "\r");
        return new OrderReader(message, message.groups("ORC").getFirst(), "TS1");
    }

    /** A segment with some fields, each written as its number and its value. */
    private static String segment(String name, String... fields) {
        var values = new String[48];
        Arrays.fill(values, "");
        for (int i = 0; i < fields.length; i += 2) {
            values[Integer.parseInt(fields[i]) - 1] = fields[i + 1];
        }
        return name + "|" + String.join("|", values);
    }

    private static OrderContent content(String orc, String obr) throws RefusedMessage {
        return reader(orc + "\r" + obr).content();
    }

    private static String examination(String field, String value) {
        return segment("OBR", "24", "CT", field, value);
    }

    private static RefusedMessage refusal(String segments) {
        return catchThrowableOfType(RefusedMessage.class, () -> reader(segments).content());
    }

    @ParameterizedTest
    @CsvSource({ "H1, H2, H3, H4, H1", "'', H2, H3, H4, H2", "'', '', H3, H4, H3", "'', '', '', H4, H4",
            "H1^HIS, H2, '', '', H1", "\"\", H2, '', '', H2" })
    void aPlacerNumberIsTheFirstThatIsThere(String orc2, String obr2, String orc3, String obr3, String number)
            throws RefusedMessage {
        OrderReader reader = reader(segment("ORC", "1", "NW", "2", orc2, "3", orc3) + "\r"
                + segment("OBR", "2", obr2, "3", obr3));

        assertThat(reader.control()).isEqualTo("NW");
        assertThat(reader.numbers().placer()).isEqualTo(number);
    }

    @Test
    void numbersStandWhereTheWorkflowHasThem() throws RefusedMessage {
        OrderReader reader = reader("ORC|NW|H1\r" + segment("OBR", "18", "A1", "19", "RP1", "20", "S1")
                + "\rZDS|1.2.3^LIANZHEN^Application^DICOM");

        assertThat(reader.numbers()).isEqualTo(new OrderNumbers("A1", "H1", "RP1", "S1", "1.2.3"));
        assertThat(reader("ORC|NW|H1").numbers()).isEqualTo(new OrderNumbers("", "H1", "", "", ""));
    }

    @Test
    void anOrderWithoutNumberIsRefused() throws RefusedMessage {
        OrderReader reader = reader("ORC|NW\rOBR|1");
        RefusedMessage refusal = catchThrowableOfType(RefusedMessage.class, reader::numbers);

        assertThat(refusal).extracting(RefusedMessage::code, RefusedMessage::place)
                .containsExactly(RefusedMessage.Code.FIELD_MISSING, "ORC-2");
    }

    @Test
    void everyOrderOfAMessageHasItsOwnSegments() throws RefusedMessage {
        Segments message = Segments
                .of(HEAD + "ORC|NW|H1\rOBR|1||||||||||||咳\rDG1|1|||甲\rORC|NW|H2\rOBR|2||||||||||||痛\r");
        List<Segments> groups = message.groups("ORC");

        assertThat(groups).hasSize(2).allSatisfy(group -> assertThat(group.first("PID")).isEmpty());
        assertThat(Segments.text(groups.getFirst().required("OBR"), 13, 1)).isEqualTo("咳");
        assertThat(Segments.text(groups.getLast().required("OBR"), 13, 1)).isEqualTo("痛");
        assertThat(groups.getLast().first("DG1")).isEmpty();
        assertThat(message.groups("ZZZ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "S, '', '', EMERGENCY", "stat, '', '', EMERGENCY", "'', E, '', EMERGENCY", "'', '', CR, EMERGENCY",
            "A, '', '', URGENT", "'', ASAP, '', URGENT", "'', '', U, URGENT", "R, S, S, ROUTINE", "'', R, S, ROUTINE",
            "'', '', '', ROUTINE", "T, '', '', ROUTINE", "P, '', '', ROUTINE" })
    void theFirstPriorityThatIsSaidCounts(String orc7, String obr27, String obr5, Urgency urgency)
            throws RefusedMessage {
        OrderContent content = content(segment("ORC", "1", "NW", "7", "^^^^^" + orc7),
                segment("OBR", "5", obr5, "24", "CT", "27", "1^^^^^" + obr27));

        assertThat(content.reason().urgency()).isEqualTo(urgency);
    }

    @ParameterizedTest
    @CsvSource({ "202606301030, '', '', 2026-06-30T10:30", "20260630103059.123+0800, '', '', 2026-06-30T10:30",
            "'', 202606301030, '', 2026-06-30T10:30", "'', '', 202606301030, 2026-06-30T10:30",
            "202607010800, 202606301030, '', 2026-07-01T08:00" })
    void aTimeIsTheOneOfTheDevice(String obr36, String orc7, String obr27, LocalDateTime at) throws RefusedMessage {
        OrderContent content = content(segment("ORC", "1", "NW", "7", "^^^" + orc7),
                segment("OBR", "24", "CT", "27", "^^^" + obr27, "36", obr36));

        assertThat(content.schedule()).isEqualTo(new OrderContent.Schedule("", at));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "20260630", "\"\"", "2026063010" })
    void aDayAloneIsNoTime(String written) throws RefusedMessage {
        assertThat(content("ORC|NW|H1", examination("36", written)).schedule()).isEqualTo(OrderContent.Schedule.ANY);
    }

    @ParameterizedTest
    @ValueSource(strings = { "2026-06-30 10:30", "202613301030", "202606302530", "tomorrow at ten" })
    void aTimeThatIsNoneIsRefused(String written) {
        assertThat(refusal("ORC|NW|H1\r" + examination("36", written)))
                .extracting(RefusedMessage::code, RefusedMessage::place)
                .containsExactly(RefusedMessage.Code.DATA_TYPE, "OBR-36");
    }

    @ParameterizedTest
    @CsvSource({ "CT001^胸部平扫^L, CT001, 胸部平扫", "CT001^^L^X^胸片, CT001, 胸片", "^胸部平扫, '', 胸部平扫", "CT001, CT001, ''",
            "CT\\T\\1^胸\\F\\腹, CT&1, 胸|腹" })
    void whatIsToBeDoneHasCodeAndName(String written, String code, String name) throws RefusedMessage {
        assertThat(content("ORC|NW|H1", examination("4", written)).examination())
                .extracting("modality", "itemCode", "itemName").containsExactly("CT", code, name);
    }

    @ParameterizedTest
    @CsvSource({ "^^^CHEST^L, CHEST, L", "^^^KNEE^r, KNEE, R", "^^^KNEE^B, KNEE, B", "^^^HEAD^U, HEAD, U",
            "^^^HEAD^LEFT, HEAD, ''", "^^^HEAD, HEAD, ''", "'', '', ''" })
    void aPartHasASide(String written, String part, String side) throws RefusedMessage {
        assertThat(content("ORC|NW|H1", examination("15", written)).examination())
                .extracting("bodyPart", "laterality").containsExactly(part, side);
    }

    @Test
    void aModalityIsWrittenInCapitals() throws RefusedMessage {
        assertThat(content("ORC|NW|H1", segment("OBR", "24", "dx")).examination().modality()).isEqualTo("DX");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "ORC|NW|H1;SEGMENT_SEQUENCE;OBR", "ORC|NW|H1/OBR|1;FIELD_MISSING;OBR-24",
            "ORC|NW|H1/DG1|1;SEGMENT_SEQUENCE;OBR" })
    void whatIsMissingIsTold(String segments, RefusedMessage.Code code, String place) {
        assertThat(refusal(segments.replace('/', '\r'))).extracting(RefusedMessage::code, RefusedMessage::place)
                .containsExactly(code, place);
    }

    @ParameterizedTest
    @CsvSource({ "DG1|1|||甲, 乙^丙, 甲", "DG1|1||J18^肺炎, 乙^丙, 肺炎", "DG1|1||J18, 乙^丙, 丙", "DG1|1, 乙, 乙",
            "DG1|1||J18^肺炎|甲, '', 甲", "NTE|1, '', ''" })
    void aDiagnosisIsTheFirstThatIsThere(String diagnosis, String obr31, String said) throws RefusedMessage {
        OrderContent content = content("ORC|NW|H1", segment("OBR", "13", "咳嗽", "24", "CT", "31", obr31) + "\r"
                + diagnosis);

        assertThat(content.reason()).extracting("clinicalInfo", "diagnosis").containsExactly("咳嗽", said);
        assertThat(content.reason().toString()).doesNotContain("咳嗽");
    }

    @Test
    void aDiagnosisBeforeTheOrdersIsOfAllOfThem() throws RefusedMessage {
        assertThat(reader("DG1|1|||甲\rORC|NW|H1\r" + examination("1", "1")).content().reason().diagnosis())
                .isEqualTo("甲");
    }

    @ParameterizedTest
    @CsvSource({ "D1^李^明, D2^王, 李明, D1", "D1^李明, D2^王, 李明, D1", "D1, D2^王, D1, D1", "'', D2^王^芳, 王芳, D2",
            "'', D2, D2, D2", "^^明, D2^王, 明, ''", "'', '', '', ''" })
    void aDoctorIsNamedAndNumbered(String orc12, String obr16, String doctor, String number) throws RefusedMessage {
        OrderContent.Requester requester = content(segment("ORC", "1", "NW", "12", orc12), examination("16", obr16))
                .requester();
        assertThat(requester.doctor()).isEqualTo(doctor);
        assertThat(requester.doctorNumber()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({ "NEI^内科, 4楼, 内科", "NEI, 4楼, NEI", "'', 4楼^12, 4楼", "'', '', ''" })
    void aDepartmentIsNamed(String orc17, String visit, String department) throws RefusedMessage {
        assertThat(reader("PV1|1|I|" + visit + "\r" + segment("ORC", "1", "NW", "17", orc17) + "\r"
                + examination("1", "1")).content().requester().department()).isEqualTo(department);
    }

    @ParameterizedTest
    @CsvSource({ "8801, 8802, 8801", "'', 8802^x, 8802", "'', '', ''" })
    void aTelephoneIsThatOfTheOrder(String orc14, String obr17, String phone) throws RefusedMessage {
        assertThat(content(segment("ORC", "1", "NW", "14", orc14), examination("17", obr17)).requester().phone())
                .isEqualTo(phone);
    }

    @ParameterizedTest
    @CsvSource({ "IP, BEGIN", "CM, PERFORM", "DC, DISCONTINUE", "CA, CANCEL" })
    void aStatusIsAMove(String status, OrderMove move) throws RefusedMessage {
        assertThat(reader("ORC|SC|H1|||" + status).statusMove()).contains(move);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "SC", "HD", "A", "ip" })
    void anotherStatusMovesNothing(String status) throws RefusedMessage {
        assertThat(reader("ORC|SC|H1|||" + status).statusMove()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "E1^误开, 误开", "误开, 误开", "'', ''" })
    void aReasonIsGivenInWords(String orc16, String why) throws RefusedMessage {
        assertThat(reader(segment("ORC", "1", "CA", "2", "H1", "16", orc16)).why()).isEqualTo(why);
    }
}
