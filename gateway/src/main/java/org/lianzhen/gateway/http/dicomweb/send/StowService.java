package org.lianzhen.gateway.http.dicomweb.send;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.route.Address;

/**
 * A web service that instances are sent to, called as its address says.
 *
 * @param measuring the addresses whose services have said that they want to know lengths beforehand (RFC 9110 section 15.5.12)
 */
record StowService(WebServices services, Address.Web web, StowPace pace, Set<Address.Web> measuring) {

    /**
     * Begins a request.
     *
     * @param length as {@link StowExchange#open} has it
     * @throws IOException when that is not possible
     */
    StowExchange open(long length) throws IOException, InterruptedException {
        return StowExchange.open(
                new StowExchange.Target(services.client(web), web.root(), services.authorization(web)), pace, length);
    }

    boolean wantsLengths() {
        return measuring.contains(web);
    }

    void knowsToWantLengths() {
        measuring.add(web);
    }

    /** Whether it has an instance; empty when it does not say so now. Blocks. */
    Optional<Boolean> has(DeliveryTask task) throws InterruptedException {
        return new QidoProver(services, pace.standing()).has(web, task.kept().studyUid(),
                task.kept().instance().sopInstanceUid());
    }
}
