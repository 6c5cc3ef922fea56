package org.lianzhen.gateway.http.live;

import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Policy;

/** Who is told. */
sealed interface Audience {

    boolean includes(Caller caller);

    /** Whoever is logged in. */
    record Everybody() implements Audience {
        @Override
        public boolean includes(Caller caller) {
            return true;
        }
    }

    /** One account, wherever it is logged in. */
    record OfAccount(String account) implements Audience {
        @Override
        public boolean includes(Caller caller) {
            return caller.account().equals(account);
        }
    }

    /** Everybody who may do that. */
    record WhoMay(Operation operation) implements Audience {
        @Override
        public boolean includes(Caller caller) {
            return Policy.permits(caller, operation);
        }
    }
}
