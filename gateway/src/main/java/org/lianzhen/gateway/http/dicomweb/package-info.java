/** DICOMweb (PS3.18): what its services share. Each has a subpackage of its own. */
@NullMarked
package org.lianzhen.gateway.http.dicomweb;

import org.jspecify.annotations.NullMarked;
