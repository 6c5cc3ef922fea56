package org.lianzhen.gateway.patient;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number that a patient is known by.
 *
 * @param issuer who gave it: a unit's code, an authority, or empty when the kind says it all
 * @param number as it is written; of an identity card always a valid one with its X in capitals
 */
public record Identifier(Kind kind, String issuer, String number) {
    private static final int LONGEST = 64;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** What kind of number it is. */
    public enum Kind {
        /** Patient ID of a unit. */
        UNIT_NUMBER(false),
        /** 居民身份证, and residence permits with numbers of the same form. */
        ID_CARD(true),
        /** 居民健康卡, 电子健康码. */
        HEALTH_CARD(true),
        /** 医保电子凭证, 社会保障卡. */
        INSURANCE(true), PASSPORT(true),
        /** Families share it. */
        PHONE(false), OTHER(false);

        private final boolean personal;

        Kind(boolean personal) {
            this.personal = personal;
        }

        /** Whether two people never rightly have the same one. */
        public boolean isPersonal() {
            return personal;
        }
    }

    public Identifier {
        if (!isUsable(issuer) || !isUsable(number) || number.isBlank()) {
            throw new IllegalArgumentException("an identifier has at most " + LONGEST + " printable characters");
        }
        if (kind == Kind.ID_CARD && IdCard.parse(number).filter(card -> card.number().equals(number)).isEmpty()) {
            throw new IllegalArgumentException("no number of an identity card");
        }
    }

    private static boolean isUsable(String text) {
        return text.length() <= LONGEST && !CONTROL.matcher(text).find();
    }

    /**
     * What somebody else says to be an identifier. A number that is no identity card's is kept as {@link Kind#OTHER} when it is
     * said to be one.
     *
     * @return empty when there is no number, or one that nobody would give
     */
    public static Optional<Identifier> of(Kind kind, String issuer, String number) {
        String given = number.strip();
        if (given.isEmpty() || !isUsable(given) || !isUsable(issuer.strip())) {
            return Optional.empty();
        }
        if (kind == Kind.ID_CARD) {
            return Optional.of(idCard(given).orElseGet(() -> new Identifier(Kind.OTHER, issuer.strip(), given)));
        }
        return Optional.of(new Identifier(kind, issuer.strip(), given));
    }

    /** The number as an identity card's; empty when it is none. */
    public static Optional<Identifier> idCard(String number) {
        return IdCard.parse(number).map(card -> new Identifier(Kind.ID_CARD, "", card.number()));
    }

    /** Whether both are the same number of the same kind, and nothing says that different issuers gave them. */
    public boolean isSame(Identifier other) {
        return kind == other.kind && number.equals(other.number)
                && (issuer.equals(other.issuer) || issuer.isEmpty() || other.issuer.isEmpty());
    }

    /** Masked: it is a patient's. */
    @Override
    public String toString() {
        return kind + " " + Masking.number(number);
    }
}
