package org.lianzhen.gateway.http.dicomweb.send;

import java.util.Set;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.delivery.DeliveryTask;

/**
 * An instance on its way.
 *
 * @param throttle how fast it is sent
 * @param syntax that it is sent in
 * @param alone whether it gets a request of its own, because one with others came to nothing
 */
record StowItem(DeliveryTask task, Instance instance, Throttle throttle, TransferSyntax syntax, boolean alone) {
    private static final TransferSyntax PLAIN = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    /** PS3.18 section 8.7.3 forbids them, and peers that mind refuse such an instance for good. */
    private static final Set<TransferSyntax> NOT_FOR_THE_WEB = Set.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);

    static StowItem of(DeliveryTask task, Instance instance, Throttle throttle) {
        TransferSyntax own = instance.transferSyntax();
        boolean notForTheWeb = NOT_FOR_THE_WEB.contains(own) && instance.comesIn(PLAIN);
        return new StowItem(task, instance, throttle, notForTheWeb ? PLAIN : own, false);
    }

    StowItem byItself() {
        return new StowItem(task, instance, throttle, syntax, true);
    }

    /** Whether there is another way to write it. */
    boolean canBePlain() {
        return !syntax.equals(PLAIN) && instance.comesIn(PLAIN);
    }

    /** Without compression, by itself. */
    StowItem plain() {
        return new StowItem(task, instance, throttle, PLAIN, true);
    }
}
