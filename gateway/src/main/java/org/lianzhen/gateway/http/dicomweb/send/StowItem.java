package org.lianzhen.gateway.http.dicomweb.send;

import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.http.dicomweb.WebSyntax;

/**
 * An instance on its way.
 *
 * @param throttle how fast it is sent
 * @param syntax that it is sent in
 * @param alone whether it gets a request of its own, because one with others came to nothing
 * @param lost whether that one was lost without an answer
 */
record StowItem(DeliveryTask task, Instance instance, Throttle throttle, TransferSyntax syntax, boolean alone,
        boolean lost) {
    private static final TransferSyntax PLAIN = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    static StowItem of(DeliveryTask task, Instance instance, Throttle throttle) {
        TransferSyntax own = instance.transferSyntax();
        boolean asPlain = !WebSyntax.isAllowed(own) && instance.comesIn(PLAIN);
        return new StowItem(task, instance, throttle, asPlain ? PLAIN : own, false, false);
    }

    StowItem byItself() {
        return new StowItem(task, instance, throttle, syntax, true, lost);
    }

    /** By itself, after a request with others was lost. */
    StowItem afterLoss() {
        return new StowItem(task, instance, throttle, syntax, true, true);
    }

    /** Whether there is another way to write it. */
    boolean canBePlain() {
        return !syntax.equals(PLAIN) && instance.comesIn(PLAIN);
    }

    /** Without compression, by itself. */
    StowItem plain() {
        return new StowItem(task, instance, throttle, PLAIN, true, lost);
    }
}
