package org.lianzhen.gateway.delivery;

import java.time.Duration;
import org.lianzhen.gateway.route.Retry;

/**
 * How deliveries go about their work.
 *
 * @param batch tasks that are read, and sent, at once
 * @param term of a lease, extended while its holder works
 * @param flush how long an outcome waits for others before it is written down
 * @param poll how often to look for work that another process has made; also the first pause before a destination that cannot be
 *     reached is called again
 * @param trouble the longest of these pauses, each of which is twice the one before
 * @param retry when an instance that was not taken is tried again, where a destination says nothing else
 */
public record DeliveryPace(int batch, Duration term, Duration flush, Duration poll, Duration trouble,
        Retry retry) {
    public static final DeliveryPace STANDARD = new DeliveryPace(64, Duration.ofSeconds(20), Duration.ofMillis(100),
            Duration.ofSeconds(1), Duration.ofMinutes(1), Retry.STANDARD);
}
