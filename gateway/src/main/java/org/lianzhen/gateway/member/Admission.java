package org.lianzhen.gateway.member;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Whether somebody may call us over DICOM. */
public sealed interface Admission {

    /** As this node. */
    record Granted(DicomNode node) implements Admission {}

    /** Not at all. */
    record Denied(Reason reason) implements Admission {}

    /** Why a caller is sent away. */
    enum Reason {
        UNKNOWN_TITLE("no node of ours has its AE title"),
        WRONG_ADDRESS("the node may not call from this address"),
        WRONG_CERTIFICATE("the node must show one of its certificates over TLS"),
        UNIT_SUSPENDED("its unit is suspended"),
        NOT_A_MEMBER("its unit has not joined its consortium yet, or has left it"),
        NO_LICENCE("the node has no licence for anything");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** Whether the caller may not be the node at all that it says it is. */
        public boolean isUnrecognized() {
            return compareTo(WRONG_CERTIFICATE) <= 0;
        }

        /** For log lines. */
        public String inWords() {
            return words;
        }
    }

    /**
     * Somebody calls.
     *
     * @param certificate that it has shown and that was checked; null without one
     */
    record Call(String aeTitle, InetSocketAddress peer, @Nullable X509Certificate certificate) {}

    /** Decides by one version of the members. */
    static Admission of(Members members, Call call, LocalDate today) {
        DicomNode node = members.node(call.aeTitle()).orElse(null);
        if (node == null) {
            return new Denied(Reason.UNKNOWN_TITLE);
        }
        if (!mayCallFrom(node, call.peer().getAddress())) {
            return new Denied(Reason.WRONG_ADDRESS);
        }
        if (!mayShow(node, call.certificate())) {
            return new Denied(Reason.WRONG_CERTIFICATE);
        }
        return standing(members, node, today);
    }

    /** What is not about who calls, and may change while an association is open. */
    private static Admission standing(Members members, DicomNode node, LocalDate today) {
        Unit unit = members.unit(node.unit()).orElseThrow();
        if (!unit.isIn(today)) {
            return new Denied(unit.status() == Unit.Status.SUSPENDED ? Reason.UNIT_SUSPENDED : Reason.NOT_A_MEMBER);
        }
        return node.terms().licences().isEmpty() ? new Denied(Reason.NO_LICENCE) : new Granted(node);
    }

    /**
     * Decides about one whose certificate was seen when it came in.
     */
    static Admission ofPresent(Members members, String aeTitle, InetSocketAddress peer, LocalDate today) {
        DicomNode node = members.node(aeTitle).orElse(null);
        if (node == null) {
            return new Denied(Reason.UNKNOWN_TITLE);
        }
        return mayCallFrom(node, peer.getAddress())
                ? standing(members, node, today)
                : new Denied(Reason.WRONG_ADDRESS);
    }

    private static boolean mayCallFrom(DicomNode node, @Nullable InetAddress address) {
        var ranges = node.terms().addresses();
        return ranges.isEmpty() || (address != null && ranges.stream().anyMatch(range -> range.contains(address)));
    }

    private static boolean mayShow(DicomNode node, @Nullable X509Certificate certificate) {
        var names = node.terms().certificates();
        return names.isEmpty() || (certificate != null && names.stream().anyMatch(name -> name.isOf(certificate)));
    }
}
