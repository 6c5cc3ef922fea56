package org.lianzhen.gateway.delivery.proof;

import java.time.Duration;
import java.util.List;
import org.lianzhen.gateway.delivery.ProofKind;

/** What came of asking a destination about a study. */
public sealed interface Finding {
    /** For programs and logs; empty when it has all. */
    String code();

    /** For people who may see the study; what destinations say may name a patient. */
    String inWords();

    /** Why something is not known. */
    enum Reason {
        /** Not everything was delivered there. */
        UNDELIVERED,
        /** Another version of something may be there. */
        OTHER_VERSION,
        /** It takes no such question. */
        NOT_OFFERED,
        /** It did not answer. */
        UNREACHABLE,
        /** We were interrupted each time. */
        NO_END
    }

    /**
     * It has all.
     *
     * @param kind what proves that; of several the weakest
     */
    record Complete(ProofKind kind, int instances) implements Finding {
        @Override
        public String code() {
            return "";
        }

        @Override
        public String inWords() {
            return "";
        }
    }

    /** It is not known, and will not be. */
    record Unproven(int instances, Reason why, String inWords) implements Finding {
        @Override
        public String code() {
            return why.name();
        }
    }

    /**
     * It has not all, and what is missing is sent again.
     *
     * @param missing SOP Instance UIDs
     */
    record Resend(List<String> missing, int instances) implements Finding {
        public Resend {
            missing = List.copyOf(missing);
        }

        @Override
        public String code() {
            return "SENT_AGAIN";
        }

        @Override
        public String inWords() {
            return missing.size() + " of " + instances + " missing, sent again";
        }
    }

    /**
     * It has not all although that was sent again and again.
     *
     * @param missing SOP Instance UIDs
     */
    record Failed(List<String> missing, int instances) implements Finding {
        public Failed {
            missing = List.copyOf(missing);
        }

        @Override
        public String code() {
            return "MISSING";
        }

        @Override
        public String inWords() {
            return missing.size() + " of " + instances + " missing";
        }
    }

    /** It could not be asked, and is asked again. */
    record Again(Duration after, String inWords) implements Finding {
        @Override
        public String code() {
            return Reason.UNREACHABLE.name();
        }
    }

    /** It has said that it will answer. */
    record Awaiting(Duration atMost, String inWords) implements Finding {
        @Override
        public String code() {
            return "PROMISED";
        }
    }
}
