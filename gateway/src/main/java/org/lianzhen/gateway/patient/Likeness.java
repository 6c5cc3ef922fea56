package org.lianzhen.gateway.patient;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges whether two records speak of the same person. Pure; the judgement is explained and quotes nothing. */
final class Likeness {
    private static final double SHARED_NUMBER_BUT = 0.5;
    private static final double NAME_BIRTH_SEX = 0.6;
    private static final double AND_PHONE = 0.9;

    private final PatientRecord a;
    private final PatientRecord b;

    private Likeness(PatientRecord a, PatientRecord b) {
        this.a = a;
        this.b = b;
    }

    /** What two records are to each other. */
    sealed interface Judgement {
        /** One person, beyond what anybody needs to be asked. */
        record Same(String reason) implements Judgement {}

        /**
         * One person perhaps: somebody must look.
         *
         * @param confidence from 0 to 1
         */
        record Possible(double confidence, String reason) implements Judgement {}

        /** Nothing says so. */
        record Unrelated() implements Judgement {}
    }

    static Judgement of(PatientRecord a, PatientRecord b) {
        return new Likeness(a, b).judge();
    }

    private Judgement judge() {
        Optional<Identifier> shared = shared();
        Optional<String> doubt = doubt();
        if (shared.isPresent()) {
            String number = "same " + shared.get().kind();
            return doubt.<Judgement>map(why -> new Judgement.Possible(SHARED_NUMBER_BUT, number + ", but " + why))
                    .orElseGet(() -> new Judgement.Same(number));
        }
        if (doubt.isPresent() || !knowWhoTheyAre() || haveDifferentIdCards()) {
            return new Judgement.Unrelated();
        }
        return sharePhone() ? new Judgement.Possible(AND_PHONE, "same name, sex, birth date and phone")
                : new Judgement.Possible(NAME_BIRTH_SEX, "same name, sex and birth date");
    }

    private Optional<Identifier> shared() {
        return a.identifiers().stream().filter(one -> one.kind().isPersonal())
                .filter(one -> b.identifiers().stream().anyMatch(one::isSame)).findFirst();
    }

    private boolean sharePhone() {
        return a.identifiers().stream().filter(one -> one.kind() == Identifier.Kind.PHONE)
                .anyMatch(one -> b.identifiers().stream().anyMatch(one::isSame));
    }

    /** What speaks against: a newborn has its mother's number, and relatives lend their cards. */
    private Optional<String> doubt() {
        PatientRecord.Self one = a.self();
        PatientRecord.Self other = b.self();
        if (!one.name().isEmpty() && !other.name().isEmpty() && !NameForms.agree(one.name(), other.name())) {
            return Optional.of("other name");
        }
        if (differ(one.birthDate(), other.birthDate())) {
            return Optional.of("other birth date");
        }
        if (isSex(one.sex()) && isSex(other.sex()) && differ(one.sex(), other.sex())) {
            return Optional.of("other sex");
        }
        return isOfSomebodyElse(a) || isOfSomebodyElse(b) ? Optional.of("the birth date is not that of the card")
                : Optional.empty();
    }

    private static boolean differ(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
    }

    private static boolean isSex(String sex) {
        return Set.of("M", "F").contains(sex);
    }

    private static boolean isOfSomebodyElse(PatientRecord patient) {
        String birth = patient.self().birthDate();
        return !birth.isEmpty() && idCards(patient).stream().flatMap(number -> IdCard.parse(number).stream())
                .anyMatch(card -> !birth.equals(card.birthDate().toString().replace("-", "")));
    }

    private boolean knowWhoTheyAre() {
        return !a.self().name().isEmpty() && !b.self().name().isEmpty() && a.self().birthDate().length() == 8
                && a.self().birthDate().equals(b.self().birthDate()) && isSex(a.self().sex())
                && a.self().sex().equals(b.self().sex());
    }

    private boolean haveDifferentIdCards() {
        return !idCards(a).isEmpty() && !idCards(b).isEmpty();
    }

    private static List<String> idCards(PatientRecord patient) {
        return patient.identifiers().stream().filter(one -> one.kind() == Identifier.Kind.ID_CARD)
                .map(Identifier::number).toList();
    }
}
