package org.lianzhen.gateway.reading.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.reading.report.ReportPages;

class OutputTroubleTest {
    @Test
    void tellsApartWhatSomebodyCanMend() {
        assertThat(OutputTrouble.of(new ReportPages.LettersMissingException("no font")))
                .isEqualTo(OutputTrouble.NO_LETTERS);
        assertThat(OutputTrouble.of(new UncheckedIOException(new IOException("gone"))))
                .isEqualTo(OutputTrouble.UNREADABLE);
        assertThat(OutputTrouble.of(new IndexUnavailableException("away",
                IndexUnavailableException.Rows.LOST, new IOException())))
                .isEqualTo(OutputTrouble.NO_INDEX);
        assertThat(OutputTrouble.of(new IllegalStateException("odd"))).isEqualTo(OutputTrouble.OTHER);
    }
}
