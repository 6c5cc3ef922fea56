package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Sequence;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

class BulkDataPathTest {
    private static final DataSet INNER = DataSet.builder().put(new Value(0x54001010, Vr.OW, Bytes.of((byte) 1)))
            .build();
    private static final DataSet WHOLE = DataSet.builder()
            .put(new Sequence(0x54000100, java.util.List.of(DataSet.EMPTY, INNER)))
            .put(new Value(Tag.PixelData, Vr.OW, Bytes.of((byte) 2))).build();

    @Test
    void findsValuesWhereverTheyLie() {
        BulkDataPath pixels = BulkDataPath.parse("7fe00010");
        assertThat(pixels.in(WHOLE)).isEqualTo(WHOLE.element(Tag.PixelData));
        assertThat(pixels.topTag()).isEqualTo(Tag.PixelData);
        BulkDataPath nested = BulkDataPath.parse("54000100/1/54001010");
        assertThat(nested.in(WHOLE)).isEqualTo(INNER.element(0x54001010));
        assertThat(nested.topTag()).isZero();
        assertThat(nested).hasToString("54000100/1/54001010");
    }

    @ParameterizedTest
    @ValueSource(strings = { "54000100/0/54001010", "54000100/2/54001010", "54000100/999999/54001010",
            "7FE00010/0/00100010", "00100010" })
    void thereIsNothingElsewhere(String path) {
        assertThat(BulkDataPath.parse(path).in(WHOLE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "", "/", "7FE0001", "7FE000100", "GFE00010", "7FE00010/", "7FE00010/0", "7FE00010/-1/00100010",
                    "7FE00010//00100010", "7FE00010/0000000/00100010", "../7FE00010", "7FE00010/1/..", "%37FE00010" })
    void knowsWhatIsNoPath(String path) {
        assertThat(BulkDataPath.parse(path)).isNull();
        assertThat(BulkDataPath.parse("00081140" + "/0/00081140".repeat(64))).as("deeper than any data set").isNull();
        assertThat(BulkDataPath.parse("00081140" + "/0/00081140".repeat(63))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = { "[] [] []", "[1] [] [1]", "[] [1] [1]", "[1] [2] [1,2]", "[1,2] [3] [1,2,3]",
            "[{\"a\":[]}] [[]] [{\"a\":[]},[]]" })
    void joinsArrays(String one, String two, String both) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var join = new ArrayJoin(out)) {
            join.add(new ByteArrayInputStream(one.getBytes(StandardCharsets.UTF_8)));
            join.add(new ByteArrayInputStream(two.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(both);
    }

    @Test
    void noticesArraysThatAreNone() throws IOException {
        try (var join = new ArrayJoin(new ByteArrayOutputStream())) {
            for (String broken : new String[]{ "", "{}", "[1" }) {
                org.assertj.core.api.Assertions
                        .assertThatThrownBy(
                                () -> join.add(new ByteArrayInputStream(broken.getBytes(StandardCharsets.UTF_8))))
                        .isInstanceOf(IOException.class);
            }
        }
    }
}
