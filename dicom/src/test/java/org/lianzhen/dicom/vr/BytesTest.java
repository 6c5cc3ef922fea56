package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {

    private static final Bytes EIGHT = Bytes.ofHex("01 82 03 84 05 86 07 88");

    @Test
    void ofCopiesAndWrapDoesNot() {
        byte[] array = { 1, 2, 3 };
        Bytes copy = Bytes.of(array);
        Bytes wrapped = Bytes.wrap(array);
        array[0] = 9;

        assertThat(copy.get(0)).isEqualTo((byte) 1);
        assertThat(wrapped.get(0)).isEqualTo((byte) 9);
    }

    @Test
    void copyOfTakesWhatRemainsAndMovesNothing() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[]{ 1, 2, 3, 4 }).position(1).limit(3);

        assertThat(Bytes.copyOf(buffer)).isEqualTo(Bytes.of((byte) 2, (byte) 3));
        assertThat(buffer.position()).isEqualTo(1);
    }

    @Test
    void readsNumbersLittleEndian() {
        assertThat(EIGHT.u8(1)).isEqualTo(0x82);
        assertThat(EIGHT.u16(0)).isEqualTo(0x8201);
        assertThat(EIGHT.i16(0)).isEqualTo((short) 0x8201);
        assertThat(EIGHT.u32(0)).isEqualTo(0x84038201L);
        assertThat(EIGHT.i32(0)).isEqualTo(0x84038201);
        assertThat(EIGHT.i64(0)).isEqualTo(0x8807860584038201L);
    }

    @Test
    void readsFloatingPointNumbers() {
        assertThat(Bytes.ofHex("0000803f").f32(0)).isEqualTo(1f);
        assertThat(Bytes.ofHex("000000000000f0bf").f64(0)).isEqualTo(-1d);
    }

    @Test
    void readsInsideASlice() {
        Bytes slice = EIGHT.slice(2, 4);

        assertThat(slice.length()).isEqualTo(4);
        assertThat(slice.u16(2)).isEqualTo(0x8605);
        assertThat(slice.toArray()).containsExactly(3, 0x84, 5, 0x86);
        assertThat(slice.toHex()).isEqualTo("03840586");
    }

    @ParameterizedTest
    @CsvSource({ "2, -1", "2, 3", "4, 1", "4, 2147483647", "8, 0" })
    void neverReadsOutside(int size, int index) {
        Bytes slice = EIGHT.slice(2, 4);

        assertThatThrownBy(() -> read(slice, size, index)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static long read(Bytes bytes, int size, int index) {
        return switch (size) {
            case 2 -> bytes.u16(index);
            case 4 -> bytes.u32(index);
            default -> bytes.i64(index);
        };
    }

    @Test
    void neverSlicesOutside() {
        assertThatThrownBy(() -> EIGHT.slice(4, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> EIGHT.slice(-1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> EIGHT.get(8)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void emptyIsOneObject() {
        assertThat(Bytes.of()).isSameAs(Bytes.EMPTY);
        assertThat(EIGHT.slice(3, 0)).isSameAs(Bytes.EMPTY);
        assertThat(Bytes.EMPTY.isEmpty()).isTrue();
        assertThat(EIGHT.isEmpty()).isFalse();
    }

    @Test
    void compactLetsGoOfTheRest() {
        Bytes slice = EIGHT.slice(1, 2);

        assertThat(slice.compact()).isEqualTo(slice).isNotSameAs(slice);
        assertThat(EIGHT.compact()).isSameAs(EIGHT);
    }

    @Test
    void equalsByContentWhereverItLies() {
        assertThat(EIGHT.slice(1, 2)).isEqualTo(Bytes.ofHex("8203")).hasSameHashCodeAs(Bytes.ofHex("8203"));
        assertThat(EIGHT).isNotEqualTo(EIGHT.slice(0, 7)).isNotEqualTo("01");
    }

    @Test
    void showsItsContentReadOnlyAndLittleEndian() {
        ByteBuffer buffer = EIGHT.slice(2, 4).asByteBuffer();

        assertThat(buffer.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(buffer.remaining()).isEqualTo(4);
        assertThat(buffer.getShort()).isEqualTo((short) 0x8403);
        assertThatThrownBy(() -> buffer.put(0, (byte) 0)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void copiesIntoBuffersAndArrays() {
        ByteBuffer buffer = ByteBuffer.allocate(4);
        byte[] array = new byte[4];
        EIGHT.slice(0, 2).copyTo(buffer);
        EIGHT.slice(0, 2).copyTo(array, 1);

        assertThat(buffer.position()).isEqualTo(2);
        assertThat(buffer.array()).containsExactly(1, 0x82, 0, 0);
        assertThat(array).containsExactly(0, 1, 0x82, 0);
    }

    @ParameterizedTest
    @CsvSource({ "1, 0182038405860788", "2, 8201840386058807", "4, 8403820188078605", "8, 8807860584038201" })
    void swapsGroups(int unit, String expected) {
        assertThat(EIGHT.swapped(unit).toHex()).isEqualTo(expected);
    }

    @Test
    void swapsSlicesAndLeavesIncompleteGroups() {
        assertThat(EIGHT.slice(1, 5).swapped(2).toHex()).isEqualTo("0382058486");
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 4, 8 })
    void swappingTwiceIsNothing(int unit) {
        assertThat(EIGHT.swapped(unit).swapped(unit)).isEqualTo(EIGHT);
    }

    @Test
    void padsToEvenLength() {
        assertThat(EIGHT.slice(0, 3).padded((byte) ' ').toHex()).isEqualTo("01820320");
        assertThat(EIGHT.padded((byte) ' ')).isSameAs(EIGHT);
    }

    @Test
    void showsAtMostSixteenBytes() {
        assertThat(EIGHT.slice(0, 2)).hasToString("2 bytes [0182]");
        assertThat(Bytes.wrap(new byte[100]).toString()).startsWith("100 bytes [0000").endsWith("...]").hasSize(47);
    }

    @Property
    void roundTripsArraysAndHex(@ForAll byte[] array) {
        assertThat(Bytes.of(array).toArray()).isEqualTo(array);
        assertThat(Bytes.ofHex(Bytes.of(array).toHex())).isEqualTo(Bytes.wrap(array));
    }
}
