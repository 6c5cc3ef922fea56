package org.lianzhen.gateway.http.live;

/**
 * One message that was sent, as it is kept for those who were away for a moment.
 *
 * @param number grows by one with every message of this process
 * @param text as it goes over the socket
 */
record News(long number, Audience audience, String text) {}
