package org.lianzhen.gateway.link;

/**
 * Where to look.
 *
 * @param aeTitle of the node
 * @param host name or IP address
 * @param port TCP
 * @param tls whether it is called over TLS
 */
public record LinkTarget(String aeTitle, String host, int port, boolean tls) {}
