package org.lianzhen.gateway.member;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * IP addresses that begin with the same bits, such as {@code 10.1.2.0/24}, or a single one.
 *
 * @param text as people write it
 * @param first an address in it
 * @param bits that count, from the left
 */
public record AddressRange(String text, InetAddress first, int bits) {
    /** What Java takes for a literal may have fewer, and then means something that nobody expects. */
    private static final String FOUR_NUMBERS = "[0-9]{1,3}([.][0-9]{1,3}){3}";

    /** Null when the text is no range; names of hosts are none. */
    public static @Nullable AddressRange of(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        if (!literal.contains(":") && !literal.matches(FOUR_NUMBERS)) {
            return null;
        }
        try {
            InetAddress first = InetAddress.ofLiteral(literal);
            int all = first.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
            return bits < 0 || bits > all ? null : new AddressRange(text, first, bits);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether an address is in it. */
    public boolean contains(InetAddress address) {
        byte[] wanted = first.getAddress();
        byte[] given = address.getAddress();
        if (wanted.length != given.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((wanted[bit / Byte.SIZE] & mask) != (given[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
