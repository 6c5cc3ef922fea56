/** The search transaction, known as QIDO-RS (PS3.18 section 10.6). */
@NullMarked
package org.lianzhen.gateway.http.dicomweb.search;

import org.jspecify.annotations.NullMarked;
