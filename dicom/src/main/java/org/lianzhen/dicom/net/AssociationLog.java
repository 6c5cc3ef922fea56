package org.lianzhen.dicom.net;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line per refusal, abort, loss or tolerated oddity, naming address and AE titles; metrics hear of the ends. */
final class AssociationLog {
    private static final Logger LOG = LoggerFactory.getLogger(AssociationLog.class);

    private final InetSocketAddress peer;
    private final AssociationEvents events;
    private final Reminders reminders;
    private final Set<String> tolerated = new HashSet<>();
    private String titles = "AE titles unknown";

    AssociationLog(InetSocketAddress peer, AssociationEvents events, Reminders reminders) {
        this.peer = peer;
        this.events = events;
        this.reminders = reminders;
    }

    void requested(AssociateRq request) {
        titles = "'" + request.callingAeTitle() + "' to '" + request.calledAeTitle() + "'";
    }

    void refused(String why) {
        LOG.info("No association with {} ({}): {}", peer, titles, why);
        events.refused(peer, why);
    }

    /** The application has said no, and logs its reason itself: one line is enough. */
    void turnedAway(String how) {
        LOG.debug("No association with {} ({}): {}", peer, titles, how);
        events.refused(peer, how);
    }

    /** A connection that came and went without a word, as load balancers and port scanners make them by the thousand. */
    void visited() {
        LOG.debug("No association with {}: it said nothing and left", peer);
    }

    /** What the peer does against the standard: each thing once for an association, and worth a look once in a while. */
    void tolerated(String what) {
        if (!tolerated.add(what)) {
            return;
        }
        if (reminders.isDue(peer.getHostString() + " " + titles + " " + what)) {
            LOG.info("Tolerated from {} ({}): {}", peer, titles, what);
        } else {
            LOG.debug("Tolerated from {} ({}) again: {}", peer, titles, what);
        }
    }

    /** @param afterEnd run when it has ended, before metrics hear of it */
    void established(LiveAssociation association, Runnable afterEnd) {
        LOG.debug("Association with {} ({}): {} contexts", peer, titles, association.terms().contexts().size());
        events.established(association);
        association.ended().thenAccept(end -> {
            afterEnd.run();
            ended(association, end);
        });
    }

    private void ended(LiveAssociation association, AssociationEnd end) {
        if (end instanceof AssociationEnd.Released) {
            LOG.debug("Association with {} ({}) {}", peer, titles, end.inWords());
        } else {
            LOG.info("Association with {} ({}) {}", peer, titles, end.inWords());
        }
        events.ended(association, end);
    }
}
