/** Patients over HTTP: searches, the records and numbers of a person, and decisions about links. */
@NullMarked
package org.lianzhen.gateway.http.patient;

import org.jspecify.annotations.NullMarked;
