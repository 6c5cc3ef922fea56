package org.lianzhen.gateway.reading.outgoing;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.service.SopReference;

/** Takes objects of reports into the archive. */
public interface ObjectShelf {
    /** What the place that an object was sent to begins with, when it is one of these; its kind and that of the report follow. */
    String TARGET = "report/";

    /**
     * Keeps an object as one of a unit. To keep the same one again changes nothing.
     *
     * @param target what it is taken for, beginning with {@link #TARGET}
     * @return why it is not kept, without anything about a patient; empty when it is
     */
    CompletionStage<Optional<String>> put(String unit, String target, SopReference what, DataSet dataSet);
}
