package org.lianzhen.gateway.reading.report;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.order.Order;

/** Finds what was ordered. */
@FunctionalInterface
public interface Ordered {
    /** Orders that a study came of; hardly ever more than one. */
    CompletionStage<List<Order>> ofStudy(String studyInstanceUid);
}
