package org.lianzhen.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.archive.IndexUnavailableException.Rows;
import org.lianzhen.gateway.intake.Uploaded.Fault;

class StorageFaultTest {

    private static StorageFault index(Rows rows) {
        return StorageFault
                .of(new CompletionException(new IndexUnavailableException("secret", rows, new IOException("secret"))));
    }

    @Test
    void whatTheIndexDoesNotWantIsTheFaultOfTheInstance() {
        assertThat(index(Rows.REFUSED))
                .isEqualTo(new StorageFault(Fault.FILE, Status.PROCESSING_FAILURE, "the index does not want it"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REFUSED")
    void anIndexThatIsAwayMayTakeItLater(Rows rows) {
        assertThat(index(rows))
                .isEqualTo(new StorageFault(Fault.INDEX, Status.OUT_OF_RESOURCES, "the index is away"));
    }

    @Test
    void aFaultThatHasAStatusKeepsIt() {
        var fault = new DimseException(Outcome.of(Status.UNABLE_TO_PROCESS, "it is cut"), null);
        assertThat(StorageFault.of(new CompletionException(fault)))
                .isEqualTo(new StorageFault(Fault.FILE, Status.UNABLE_TO_PROCESS, "it is cut"));
    }

    @Test
    void everythingElseIsTheStorages() {
        for (Throwable fault : new Throwable[]{ new IOException("/data/secret is full"), new IllegalStateException(),
                new CompletionException(new IOException()) }) {
            assertThat(StorageFault.of(fault)).isEqualTo(
                    new StorageFault(Fault.STORAGE, Status.OUT_OF_RESOURCES, "the storage did not take it"));
        }
    }

    @Test
    void aPeerIsToldTheSameInItsWay() {
        assertThat(index(Rows.LOST).outcome()).isEqualTo(Outcome.of(Status.OUT_OF_RESOURCES, "the index is away"));
    }
}
