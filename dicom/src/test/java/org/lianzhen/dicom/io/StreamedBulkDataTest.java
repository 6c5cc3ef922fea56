package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.BulkData;

/** Values out of a stream that goes forward only. */
class StreamedBulkDataTest {
    private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private final List<Reading> readings = new ArrayList<>();
    private final StreamedBulkData values = new StreamedBulkData(() -> {
        var reading = new Reading();
        readings.add(reading);
        return reading;
    });

    /** Knows whether it was closed. */
    private static final class Reading extends ByteArrayInputStream {
        private boolean closed;

        Reading() {
            super(BYTES);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private String value(long offset, long length) throws IOException {
        try (ReadableByteChannel value = values.open(new BulkData("", offset, length))) {
            return new String(Channels.newInputStream(value).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void oneReadingServesWhatIsAskedForInOrder() throws IOException {
        assertThat(value(1, 2)).isEqualTo("12");
        assertThat(value(3, 0)).isEmpty();
        assertThat(value(3, 1)).isEqualTo("3");
        assertThat(value(8, 2)).isEqualTo("89");
        assertThat(readings).hasSize(1);
        assertThat(readings.getFirst().closed).as("there may be more").isFalse();
    }

    @Test
    void whatLiesFurtherBackCostsAnotherReading() throws IOException {
        assertThat(value(5, 2)).isEqualTo("56");
        assertThat(value(4, 3)).isEqualTo("456");
        assertThat(readings).extracting(reading -> reading.closed).containsExactly(true, false);
    }

    @Test
    void aValueThatIsReadInPartOnlyDoesNotShiftTheNext() throws IOException {
        try (ReadableByteChannel part = values.open(new BulkData("", 2, 5))) {
            InputStream in = Channels.newInputStream(part);
            assertThat(in.read()).isEqualTo('2');
            assertThat(in.read()).isEqualTo('3');
        }
        assertThat(value(6, 2)).isEqualTo("67");
        assertThat(readings).hasSize(1);
    }

    @Test
    void aValueBeyondTheEndIsTold() {
        assertThatThrownBy(() -> values.open(new BulkData("", 11, 1))).isInstanceOf(EOFException.class);
    }

    @Test
    void closingClosesTheReadingAndTheNextValueBeginsAnother() throws IOException {
        assertThat(value(0, 3)).isEqualTo("012");
        values.close();
        values.close();
        assertThat(readings.getFirst().closed).isTrue();
        assertThat(value(3, 1)).isEqualTo("3");
        assertThat(readings).hasSize(2);
    }
}
