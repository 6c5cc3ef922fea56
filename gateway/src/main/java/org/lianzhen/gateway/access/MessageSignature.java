package org.lianzhen.gateway.access;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One signature of a request as its headers say it (RFC 9421), before anybody knows whether it is right.
 *
 * @param components what is signed, in its order
 * @param parameters the value of {@code @signature-params}, as it was sent
 */
record MessageSignature(List<String> components, String parameters, Claims claims, String signature) {
    private static final int LONGEST = 2048;
    private static final Pattern INPUT = Pattern.compile("([a-z*][a-z0-9_.*-]*)=(\\(([^()]*)\\)((?:;[^;]+)*))");
    private static final Pattern COMPONENT = Pattern.compile("\"([@a-z-]+)\"");
    private static final Pattern PARAMETER = Pattern
            .compile(";([a-z]+)=(?:\"([\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]*)\"|([0-9]{1,12}))");
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9+/=_-]{16,64}");

    /**
     * What the signer says of the signature.
     *
     * @param created seconds since 1970
     * @param expires the same; null when it says nothing
     * @param algorithm of the registry, or null
     */
    record Claims(String keyId, String nonce, long created, @Nullable Long expires, @Nullable String algorithm) {}

    /** Empty when the headers are no signature that we take: one, with a key, a time and a nonce. */
    static Optional<MessageSignature> of(String input, String signature) {
        Matcher form = INPUT.matcher(input);
        if (input.length() > LONGEST || signature.length() > LONGEST || !form.matches()) {
            return Optional.empty();
        }
        Matcher value = Pattern.compile(Pattern.quote(form.group(1)) + "=:([A-Za-z0-9+/]*={0,2}):").matcher(signature);
        Set<String> components = components(form.group(3));
        Claims claims = claims(form.group(4));
        return !value.matches() || components.isEmpty() || claims == null || !isBase64(value.group(1))
                ? Optional.empty()
                : Optional.of(new MessageSignature(List.copyOf(components), form.group(2), claims, value.group(1)));
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** None when one of them is there twice or cannot be read. */
    private static Set<String> components(String list) {
        Set<String> names = new LinkedHashSet<>();
        for (String item : list.strip().split(" +", -1)) {
            Matcher component = COMPONENT.matcher(item);
            if (!component.matches() || !names.add(component.group(1))) {
                return Set.of();
            }
        }
        return names;
    }

    private static @Nullable Claims claims(String parameters) {
        List<String> seen = new ArrayList<>();
        var given = new HashMap<String, String>();
        Matcher parameter = PARAMETER.matcher(parameters);
        int end = 0;
        while (parameter.find() && parameter.start() == end) {
            end = parameter.end();
            seen.add(parameter.group(1));
            given.put(parameter.group(1), parameter.group(2) != null ? parameter.group(2) : parameter.group(3));
        }
        String keyId = given.get("keyid");
        String nonce = given.get("nonce");
        Long created = number(given.get("created"));
        if (end != parameters.length() || seen.size() != given.size() || keyId == null || !ProgramKey.isId(keyId)
                || nonce == null || !NONCE.matcher(nonce).matches() || created == null) {
            return null;
        }
        return new Claims(keyId, nonce, created, number(given.get("expires")), given.get("alg"));
    }

    private static @Nullable Long number(@Nullable String text) {
        return text == null || !text.matches("[0-9]{1,12}") ? null : Long.valueOf(text);
    }
}
