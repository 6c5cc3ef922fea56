package org.lianzhen.gateway.member;

import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A program of a unit that sends us HL7 messages, such as its hospital information system.
 *
 * @param code short and unique
 * @param application as it calls itself (MSH-3)
 * @param facility as it calls its house (MSH-4); empty when it may say anything
 * @param unit code of the unit whose orders it places
 * @param text how it writes when it does not say
 * @param addresses from which it may call; any when empty
 */
public record MessageSender(String code, String application, String facility, String unit, Text text,
        List<AddressRange> addresses) {
    public MessageSender {
        addresses = List.copyOf(addresses);
    }

    /** A way to write texts. */
    public enum Text {
        GB18030(Charset.forName("GB18030")), UTF_8(StandardCharsets.UTF_8);

        @SuppressWarnings("ImmutableEnumChecker") // charsets do not change
        private final Charset charset;

        Text(Charset charset) {
            this.charset = charset;
        }

        public Charset charset() {
            return charset;
        }
    }

    /** Whether it may call from there. */
    public boolean mayCallFrom(InetAddress address) {
        return addresses.isEmpty() || addresses.stream().anyMatch(range -> range.contains(address));
    }

    /** Whether it calls itself so. */
    boolean isCalled(String application, String facility) {
        return this.application.equals(application) && (this.facility.isEmpty() || this.facility.equals(facility));
    }
}
