package org.lianzhen.gateway.app;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.delivery.DeliveryDesk;
import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.delivery.DeliveryPage;
import org.lianzhen.gateway.delivery.DeliverySelection;
import org.lianzhen.gateway.delivery.DestinationLoad;
import org.lianzhen.gateway.delivery.InstanceDelivery;
import org.lianzhen.gateway.delivery.StudyDelivery;

/**
 * A desk that tells when an order was carried out.
 *
 * @param ordered must not block
 */
record ObservedDesk(DeliveryDesk desk, Runnable ordered) implements DeliveryDesk {
    @Override
    public CompletionStage<List<DestinationLoad>> loads() {
        return desk.loads();
    }

    @Override
    public CompletionStage<List<DestinationLoad>> loads(Set<String> units, Set<String> destinations) {
        return desk.loads(units, destinations);
    }

    @Override
    public CompletionStage<List<StudyDelivery>> ofStudy(String studyInstanceUid, Set<String> units) {
        return desk.ofStudy(studyInstanceUid, units);
    }

    @Override
    public CompletionStage<DeliveryPage> page(DeliverySelection selection, DeliveryPage.Position after, int limit) {
        return desk.page(selection, after, limit);
    }

    @Override
    public CompletionStage<List<InstanceDelivery>> instances(DeliverySelection selection, String after, int limit) {
        return desk.instances(selection, after, limit);
    }

    @Override
    public CompletionStage<DeliveryOrder.Extent> preview(DeliveryOrder order) {
        return desk.preview(order);
    }

    @Override
    public CompletionStage<DeliveryOrder.Extent> carryOut(DeliveryOrder order) {
        return desk.carryOut(order).whenComplete((extent, fault) -> ordered.run());
    }
}
