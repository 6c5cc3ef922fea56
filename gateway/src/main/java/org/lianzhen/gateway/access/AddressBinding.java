package org.lianzhen.gateway.access;

import java.net.InetAddress;
import java.util.Arrays;

/** From which network addresses a session may be used. */
public enum AddressBinding {
    /** From the one that it was opened from. */
    EXACT,
    /** From the same network: 24 bits of an IPv4 address, 64 of an IPv6 one; for places whose way out changes its address. */
    NETWORK,
    /** From everywhere. */
    OFF;

    private static final int NETWORK_BYTES_4 = 3;
    private static final int NETWORK_BYTES_6 = 8;

    /**
     * Whether it may be used from there.
     *
     * @param opened numerical address of the log-in
     * @param now of the request
     */
    boolean allows(String opened, String now) {
        return this == OFF || opened.equals(now) || (this == NETWORK && network(opened, now));
    }

    private static boolean network(String opened, String now) {
        byte[] one;
        byte[] other;
        try {
            one = InetAddress.ofLiteral(opened).getAddress();
            other = InetAddress.ofLiteral(now).getAddress();
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
        int length = one.length == 4 ? NETWORK_BYTES_4 : NETWORK_BYTES_6;
        return one.length == other.length && Arrays.equals(one, 0, length, other, 0, length);
    }
}
