package org.lianzhen.gateway.app.tls;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedCollection;
import java.util.SequencedSet;
import org.lianzhen.gateway.config.HostName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By which names clients may reach this server.
 *
 * @param bind where it listens
 * @param further that people have given
 * @param machine that it runs on
 */
public record ServerNames(InetAddress bind, List<String> further, Machine machine) {
    /** More would make every handshake long. */
    private static final int MOST = 100;

    public ServerNames {
        further = List.copyOf(further);
    }

    /** What a machine is called at present. Asks no name server. */
    public interface Machine {
        /** Empty when it has none. */
        String hostName();

        /** By which others on the network reach it. */
        List<InetAddress> addresses();

        /** The one that we run on. */
        static Machine ours() {
            return new OurMachine();
        }
    }

    /** At this moment: those that people have given before those of the machine. */
    public SequencedCollection<String> now() {
        SequencedSet<String> names = new LinkedHashSet<>(further);
        if (!bind.isAnyLocalAddress() && !bind.isLoopbackAddress()) {
            names.add(bind.getHostAddress());
        }
        names.add(machine.hostName());
        names.addAll(List.of("localhost", "127.0.0.1", "::1", bind.getHostAddress()));
        if (bind.isAnyLocalAddress()) {
            machine.addresses().forEach(address -> names.add(address.getHostAddress()));
        }
        return names.stream().filter(HostName::isValid).map(HostName::normal).distinct().limit(MOST).toList();
    }

    /** IPv6 addresses change daily where privacy extensions are on; who is reached by one gives it as a name. */
    private static final class OurMachine implements Machine {
        private static final Logger LOG = LoggerFactory.getLogger(ServerNames.class);
        private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

        @Override
        public String hostName() {
            try {
                return Files.readString(HOST_NAME).strip();
            } catch (IOException e) {
                LOG.debug("The name of this machine cannot be read", e);
                return "";
            }
        }

        @Override
        public List<InetAddress> addresses() {
            List<InetAddress> found = new ArrayList<>();
            try {
                for (NetworkInterface one : NetworkInterface.networkInterfaces().toList()) {
                    if (one.isUp() && !one.isLoopback()) {
                        one.inetAddresses().filter(Inet4Address.class::isInstance).forEach(found::add);
                    }
                }
            } catch (SocketException e) {
                LOG.debug("The addresses of this machine cannot be read", e);
            }
            return found;
        }
    }
}
