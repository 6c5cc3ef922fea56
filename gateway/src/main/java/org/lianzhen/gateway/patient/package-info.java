/**
 * Patients as persons: the numbers they are known by, how their names are found whatever script they were written in, and which
 * records speak of the same person.
 *
 * <p>{@link org.lianzhen.gateway.patient.PatientIndex} is the door; {@link org.lianzhen.gateway.patient.PatientMatching} keeps it
 * up to date.
 */
@NullMarked
package org.lianzhen.gateway.patient;

import org.jspecify.annotations.NullMarked;
