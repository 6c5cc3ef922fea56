/** Patients as persons: how their names are found, whatever script a name was written in. */
@NullMarked
package org.lianzhen.gateway.patient;

import org.jspecify.annotations.NullMarked;
