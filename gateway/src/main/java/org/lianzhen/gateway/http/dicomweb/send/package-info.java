/**
 * Sends what is kept to other web services, by the Store transaction of DICOMweb (PS3.18 section 10.5). Everything here runs on
 * virtual threads, which wait for the other side; instances pass through in pieces and are never held.
 */
@NullMarked
package org.lianzhen.gateway.http.dicomweb.send;

import org.jspecify.annotations.NullMarked;
