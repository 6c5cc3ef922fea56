/** Log-in by a provider of identities (OpenID Connect): the way to it, and what is believed of what it says. */
@NullMarked
package org.lianzhen.gateway.http.oidc;

import org.jspecify.annotations.NullMarked;
