/** TLS from the files that people have: certificates and keys in PEM. */
@NullMarked
package org.lianzhen.gateway.app.tls;

import org.jspecify.annotations.NullMarked;
