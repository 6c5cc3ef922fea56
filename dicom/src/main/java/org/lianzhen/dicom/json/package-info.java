/**
 * What DICOM web services put on the wire: data sets as DICOM JSON (PS3.18 annex F), and multipart/related bodies (RFC 2046, RFC 2387),
 * both streaming, both ways. Knows nothing of HTTP.
 */
@NullMarked
package org.lianzhen.dicom.json;

import org.jspecify.annotations.NullMarked;
