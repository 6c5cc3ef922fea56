package org.lianzhen.gateway.http.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URL;
import java.text.ParseException;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.lianzhen.gateway.access.IdentityProvider.Identity;
import org.lianzhen.gateway.access.IdentityRefusedException;
import org.lianzhen.gateway.access.OidcProvider;

/** Believes ID tokens of one provider (OpenID Connect Core 1.0, section 3.1.3.7). Its keys are fetched, and again when one is unknown. */
final class IdTokens {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256,
            JWSAlgorithm.PS256);
    /** Methods that are a second factor by themselves or say that there were several (RFC 8176). */
    private static final Set<String> STRONG = Set.of("mfa", "otp", "hwk", "sc");
    private static final int LIMIT_MILLIS = 5000;
    private static final int LARGEST = 128 * 1024;
    private static final long KEPT_MILLIS = 5 * 60 * 1000L;
    /** Unknown keys must not make us ask the provider over and over. */
    private static final long PAUSE_MILLIS = 1000;

    private final OidcProvider provider;
    private final JWKSource<SecurityContext> keys;

    /** @param keys address of the provider's keys */
    IdTokens(OidcProvider provider, URL keys) {
        this.provider = provider;
        this.keys = JWKSourceBuilder
                .<SecurityContext>create(keys, new DefaultResourceRetriever(LIMIT_MILLIS, LIMIT_MILLIS, LARGEST))
                .cache(KEPT_MILLIS, 2L * LIMIT_MILLIS + PAUSE_MILLIS).rateLimited(PAUSE_MILLIS).refreshAheadCache(false)
                .build();
    }

    /** Blocks while keys are fetched. */
    Identity identity(String token, String nonce) throws IdentityRefusedException {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(provider.clientId(),
                new JWTClaimsSet.Builder().issuer(provider.issuer()).claim("nonce", nonce).build(),
                Set.of("sub", "iat", "exp")));
        try {
            JWTClaimsSet claims = processor.process(token, null);
            checkParty(claims);
            String name = claims.getStringClaim(provider.claim());
            if (name == null) {
                throw new BadJOSEException("the token has no claim " + provider.claim());
            }
            List<String> methods = claims.getStringListClaim("amr");
            Date shown = claims.getDateClaim("auth_time");
            return new Identity(name, methods != null && methods.stream().anyMatch(STRONG::contains),
                    shown == null ? null : shown.toInstant());
        } catch (BadJOSEException | JOSEException | ParseException e) {
            throw new IdentityRefusedException("the ID token is not to be believed", e);
        }
    }

    /** A token for several is for whoever asked for it. */
    private void checkParty(JWTClaimsSet claims) throws BadJOSEException, ParseException {
        String party = claims.getStringClaim("azp");
        if ((party == null && claims.getAudience().size() > 1)
                || (party != null && !party.equals(provider.clientId()))) {
            throw new BadJOSEException("the token was made for another");
        }
    }
}
