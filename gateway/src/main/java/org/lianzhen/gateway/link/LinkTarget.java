package org.lianzhen.gateway.link;

/**
 * Where to look.
 *
 * @param aeTitle of the node
 * @param host name or IP address
 * @param port TCP
 * @param tls whether it is called over TLS
 * @param loopback whether it may be this machine: strangers' names must not lead to what listens for us alone
 */
public record LinkTarget(String aeTitle, String host, int port, boolean tls, boolean loopback) {
    /** One that may be on this machine. */
    public LinkTarget(String aeTitle, String host, int port, boolean tls) {
        this(aeTitle, host, port, tls, true);
    }
}
