package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lianzhen.dicom.pdu.HexItems.item;
import static org.lianzhen.dicom.pdu.HexItems.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading inside an item, and never beyond it. */
class FieldsTest {
    private final RecordingSink sink = new RecordingSink();

    private Fields fields(String... hex) {
        return new Fields(AnnotatedHex.buffer(hex), "test", new Irregularities(sink));
    }

    @Test
    void readsNumbersBigEndianAndUnsigned() {
        Fields fields = fields("ff fffe fffffffd");

        assertThat(fields.unsignedByte()).isEqualTo(0xFF);
        assertThat(fields.unsignedShort()).isEqualTo(0xFFFE);
        assertThat(fields.unsignedInt()).isEqualTo(0xFFFF_FFFDL);
        assertThat(fields.hasMore()).isFalse();
    }

    static Stream<Consumer<Fields>> readsOfFourBytesOrMore() {
        return Stream.of(Fields::unsignedInt, fields -> fields.skip(4), fields -> fields.octets(4),
                fields -> fields.text(4), fields -> fields.untestedText(4, 9), fields -> fields.part(4, "part"),
                fields -> fields.forEachItem((type, content) -> {}),
                fields -> fields.octets(Integer.MAX_VALUE), fields -> fields.text(0xFFFF));
    }

    @ParameterizedTest
    @MethodSource("readsOfFourBytesOrMore")
    void refusesToReadBeyondItsEnd(Consumer<Fields> read) {
        Fields fields = fields("01 02 03");

        assertThatThrownBy(() -> read.accept(fields)).isInstanceOfSatisfying(PduException.class,
                fault -> assertThat(fault.kind()).isEqualTo(PduException.Kind.BAD_CONTENT))
                .hasMessageEndingWith("bytes wanted with 3 left in test");
        assertThat(fields.unsignedShort()).as("nothing was consumed").isEqualTo(0x0102);
    }

    @Test
    void keepsAPartApartFromWhatFollows() {
        Fields whole = fields("01 02 03");
        Fields part = whole.part(2, "part");

        assertThat(part.unsignedShort()).isEqualTo(0x0102);
        assertThatThrownBy(part::unsignedByte).hasMessage("1 bytes wanted with 0 left in part");
        assertThat(whole.unsignedByte()).isEqualTo(3);
    }

    @Test
    void visitsItemsInOrder() {
        List<String> visited = new ArrayList<>();

        fields(item(0x30, text("1.2")), item(0x40), item(0xff, "01"))
                .forEachItem((type, content) -> visited.add(type + ":" + content.remainingOctets().length()));

        assertThat(visited).containsExactly("48:3", "64:0", "255:1");
    }

    @Test
    void ignoresWhatAVisitorLeavesUnread() {
        List<Integer> visited = new ArrayList<>();

        fields(item(0x30, "010203"), item(0x40, "04")).forEachItem((type, content) -> visited.add(type));

        assertThat(visited).containsExactly(0x30, 0x40);
    }

    @Property(tries = 200)
    void untestedTextIsAlwaysPrintable(@ForAll byte[] bytes) {
        Fields fields = fields(HexItems.hex(bytes));

        String text = fields.untestedText(bytes.length, 16);

        assertThat(text).hasSizeLessThanOrEqualTo(16);
        assertThat(text.chars().noneMatch(Character::isISOControl)).isTrue();
    }

    @Property(tries = 200)
    void textIsWhatIsBetweenThePadding(@ForAll byte[] bytes) {
        String text = fields(HexItems.hex(bytes)).remainingText();

        assertThat(text).doesNotStartWith(" ").doesNotEndWith(" ").doesNotStartWith("\0").doesNotEndWith("\0");
        assertThat(HexItems.hex(bytes)).contains(text(text));
    }

    @Test
    void tellsOfNulsOnly() {
        assertThat(fields(text("  A  ")).text(5)).isEqualTo("A");
        assertThat(sink.irregularities).isEmpty();

        assertThat(fields(text("A\0\0 ")).text(4)).isEqualTo("A");
        assertThat(sink.irregularities).containsExactly("NUL in a text field in test");
    }
}
