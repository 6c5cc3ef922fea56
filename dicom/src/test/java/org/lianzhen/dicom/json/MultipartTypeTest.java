package org.lianzhen.dicom.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTypeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', value = {
            "multipart/related; type=\"application/dicom\"; boundary=abc | abc | application/dicom",
            "multipart/related;boundary=\"a b:c?d\";type=application/dicom | a b:c?d | application/dicom",
            "Multipart/Related ; TYPE=\"application/dicom+json; charset=utf-8\" ; Boundary = x | x | application/dicom+json; charset=utf-8",
            "multipart/related; boundary=\"a\\b\" | ab | ''",
            "multipart/related; boundary=x=y;; start=\"<1>\"; | x=y | ''",
            "multipart/related; boundary=one; boundary=two | one | ''" })
    void isReadFromAContentType(String contentType, String boundary, String type) {
        MultipartType read = MultipartType.parse(contentType);
        assertThat(read).isEqualTo(new MultipartType(boundary, type.equals("''") ? "" : type));
        assertThat(MultipartType.parse(read.format())).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000',
            value = { "application/dicom | content type is not multipart/related",
                    "multipart/mixed; boundary=a | content type is not multipart/related",
                    "multipart/related | content type has no boundary",
                    "multipart/related; boundary | content type has a parameter without a value",
                    "multipart/related; boundary=\"abc | content type has a quoted value without an end",
                    "multipart/related; boundary=\"a\" b | content type has something other than parameters behind it",
                    "multipart/related; boundary= | boundary is not 1 to 70 of the characters allowed",
                    "multipart/related; boundary=\"a \" | boundary is not 1 to 70 of the characters allowed",
                    "multipart/related; boundary=\"a<b\" | boundary is not 1 to 70 of the characters allowed" })
    void isRefusedWithTheReason(String contentType, String why) {
        assertThatThrownBy(() -> MultipartType.parse(contentType)).isInstanceOf(MultipartException.class)
                .hasMessage(why);
    }

    @ParameterizedTest
    @ValueSource(ints = { 71, 1000 })
    void aBoundaryHasAtMost70Characters(int length) {
        assertThatThrownBy(() -> new MultipartType("x".repeat(length), "")).isInstanceOf(MultipartException.class);
        assertThat(new MultipartType("x".repeat(70), "").boundary()).hasSize(70);
    }

    @Test
    void ownBoundariesDiffer() {
        MultipartType one = MultipartType.related("application/dicom");
        assertThat(one.boundary()).isNotEqualTo(MultipartType.related("application/dicom").boundary())
                .hasSizeBetween(30, 70);
        assertThat(one.format())
                .isEqualTo("multipart/related; type=\"application/dicom\"; boundary=" + one.boundary());
    }

    @Test
    void headersDoNotBreakOutOfTheirLine() {
        PartHeaders headers = PartHeaders.ofType("application/dicom");
        assertThatThrownBy(() -> headers.with("A", "1\r\nB: 2")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> headers.with("A:", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> headers.with("", "1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void headersAreEqualWhateverTheirCase() {
        PartHeaders one = PartHeaders.ofType("a/b").with("X", "1");
        PartHeaders other = PartHeaders.EMPTY.with("x", "1").with("content-type", "a/b");
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isNotEqualTo(PartHeaders.ofType("a/b"));
        assertThat(one).hasToString("{Content-Type=a/b, X=1}");
    }
}
