/** The house rules as checks that each module's {@code ArchitectureTest} applies to its own code. */
@NullMarked
package org.lianzhen.dicom.rules;

import org.jspecify.annotations.NullMarked;
