package org.lianzhen.gateway.http.dicomweb.send;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.vr.Bytes;

/**
 * What a web service says.
 *
 * @param status of HTTP
 * @param retryAfter when it wants to be asked again (RFC 9110 section 10.2.3), or null
 * @param body which may be anything
 */
record StowResponse(int status, @Nullable String retryAfter, Bytes body) {}
