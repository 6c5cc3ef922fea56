package org.lianzhen.dicom.net;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/** Counts a server's associations against its caps. Used by all its event loops at once. */
final class AssociationRegister {
    private final AssociationCaps caps;
    private final AtomicInteger total = new AtomicInteger();
    private final ConcurrentHashMap<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Integer> perCallingAe = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Integer> perCalledAe = new ConcurrentHashMap<>();

    AssociationRegister(AssociationCaps caps) {
        this.caps = caps;
    }

    int total() {
        return total.get();
    }

    /** Enters an association, or says in words which cap it would exceed. */
    Entry enter(InetAddress address, String callingAe, String calledAe) {
        var place = new Place(address, callingAe, calledAe);
        if (total.incrementAndGet() > caps.total()) {
            total.decrementAndGet();
            return Entry.refused("already " + caps.total() + " associations in all");
        }
        if (!add(perAddress, address, caps.perAddress())) {
            total.decrementAndGet();
            return Entry.refused("already " + caps.perAddress() + " associations from this address");
        }
        if (!add(perCallingAe, callingAe, caps.perCallingAe())) {
            leave(new Place(address, null, null));
            return Entry.refused("already " + caps.perCallingAe() + " associations with this calling AE title");
        }
        if (!add(perCalledAe, calledAe, caps.perCalledAe())) {
            leave(new Place(address, callingAe, null));
            return Entry.refused("already " + caps.perCalledAe() + " associations with this called AE title");
        }
        return new Entry(null, new Ticket(place));
    }

    private void leave(Place place) {
        total.decrementAndGet();
        remove(perAddress, place.address);
        if (place.callingAe != null) {
            remove(perCallingAe, place.callingAe);
        }
        if (place.calledAe != null) {
            remove(perCalledAe, place.calledAe);
        }
    }

    private static <K> boolean add(ConcurrentHashMap<K, Integer> counts, K key, int cap) {
        if (counts.merge(key, 1, Integer::sum) <= cap) {
            return true;
        }
        remove(counts, key);
        return false;
    }

    private static <K> void remove(ConcurrentHashMap<K, Integer> counts, K key) {
        counts.computeIfPresent(key, (k, count) -> count == 1 ? null : count - 1);
    }

    private record Place(InetAddress address, @Nullable String callingAe, @Nullable String calledAe) {}

    /** Either a ticket or the reason why there is none. */
    record Entry(@Nullable String refusal, @Nullable Ticket ticket) {
        private static Entry refused(String why) {
            return new Entry(why, null);
        }
    }

    /** One association's place; given back once however often it is asked to. */
    final class Ticket {
        private final Place place;
        private final AtomicBoolean left = new AtomicBoolean();

        private Ticket(Place place) {
            this.place = place;
        }

        void giveBack() {
            if (left.compareAndSet(false, true)) {
                leave(place);
            }
        }
    }
}
