/**
 * What the standard has given names and numbers: data elements (PS3.6 section 6, PS3.7 annex E), unique identifiers,
 * SOP classes and transfer syntaxes, read from the checked-in tables {@code elements.tsv} and {@code uids.tsv}.
 */
@NullMarked
package org.lianzhen.dicom.dict;

import org.jspecify.annotations.NullMarked;
