package org.lianzhen.dicom.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dimse.Status.Category;

class StatusTest {
    @ParameterizedTest
    @CsvSource({ "0000, SUCCESS", "0001, WARNING", "0105, FAILURE", "0106, FAILURE", "0107, WARNING", "0110, FAILURE",
            "0111, FAILURE", "0112, FAILURE", "0113, FAILURE", "0114, FAILURE", "0115, FAILURE", "0116, WARNING",
            "0117, FAILURE", "0118, FAILURE", "0119, FAILURE", "0120, FAILURE", "0121, FAILURE", "0122, FAILURE",
            "0123, FAILURE", "0124, FAILURE", "0210, FAILURE", "0211, FAILURE", "0212, FAILURE", "0213, FAILURE",
            "A700, FAILURE", "A701, FAILURE", "A702, FAILURE", "A7FF, FAILURE", "A801, FAILURE", "A900, FAILURE",
            "AA00, FAILURE", "B000, WARNING", "B006, WARNING", "B007, WARNING", "BFFF, WARNING", "C000, FAILURE",
            "CFFF, FAILURE", "FE00, CANCEL", "FF00, PENDING", "FF01, PENDING" })
    void categoriesAreThoseOfAnnexC(String code, Category category) {
        assertThat(status(code).category()).isEqualTo(category);
    }

    @ParameterizedTest
    @ValueSource(strings = { "0002", "0300", "1234", "D000", "FF02", "FFFF", "FE01" })
    void whatNoTableNamesIsAFailure(String code) {
        assertThat(status(code).category()).isEqualTo(Category.FAILURE);
        assertThat(status(code).meaning()).isEqualTo("unknown status");
    }

    @ParameterizedTest
    @CsvSource({ "0000, success", "0122, SOP class not supported", "0210, duplicate invocation",
            "A700, out of resources", "A7A0, out of resources", "A801, move destination unknown",
            "A900, data set or identifier does not match SOP class",
            "A9AB, data set or identifier does not match SOP class",
            "AB00, refused", "B006, elements were discarded", "BABE, warning",
            "B300, the procedure step was created with modifications", "B600, memory allocation not supported",
            "C123, cannot understand or unable to process",
            "FE00, cancelled", "FF00, pending" })
    void meaningsArePlainWords(String code, String meaning) {
        assertThat(status(code).meaning()).isEqualTo(meaning);
    }

    static Stream<Status> constants() {
        return Arrays.stream(Status.class.getFields()).filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> {
                    try {
                        return (Status) field.get(null);
                    } catch (IllegalAccessException impossible) {
                        throw new AssertionError(impossible);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("constants")
    void everyConstantHasAMeaning(Status status) {
        assertThat(status.meaning()).isNotEqualTo("unknown status");
    }

    @Test
    void isPrintedWithItsCodeAsTheStandardWritesIt() {
        assertThat(Status.OUT_OF_RESOURCES).hasToString("A700H: out of resources");
        assertThat(Status.SUCCESS).hasToString("0000H: success");
    }

    @Test
    void onlyPendingMeansMoreToCome() {
        assertThat(Status.PENDING.isPending()).isTrue();
        assertThat(Status.PENDING_WITHOUT_OPTIONAL_KEYS.isPending()).isTrue();
        assertThat(Status.CANCEL.isPending()).isFalse();
        assertThat(Status.SUCCESS.isPending()).isFalse();
    }

    @Test
    void warningsAreNoFailures() {
        assertThat(Status.COERCION_OF_DATA_ELEMENTS.isFailure()).isFalse();
        assertThat(Status.UNABLE_TO_PROCESS.isFailure()).isTrue();
        assertThat(Status.CANCEL.isFailure()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 0x10000, Integer.MAX_VALUE })
    void codesHave16Bits(int code) {
        assertThatThrownBy(() -> new Status(code)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Status status(String hex) {
        return new Status(Integer.parseInt(hex, 16));
    }
}
