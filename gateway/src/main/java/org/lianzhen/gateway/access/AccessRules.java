package org.lianzhen.gateway.access;

import java.time.Duration;
import java.util.Set;

/**
 * How strict access is; administrators change it.
 *
 * @param secondFactor roles whose persons need one
 */
public record AccessRules(LogIns logIns, SessionTimes sessions, Set<Role> secondFactor, Emergencies emergencies) {
    public AccessRules {
        secondFactor = Set.copyOf(secondFactor);
    }

    /**
     * How often one may try.
     *
     * @param failures wrong passwords in a row that lock an account
     * @param lock how long
     * @param attempts log-ins in a minute from one network address
     */
    public record LogIns(int failures, Duration lock, int attempts) {}

    /**
     * How long a session is good.
     *
     * @param idle without activity, after which it asks for the password again
     * @param longest after which it ends in any case
     * @param binding from where it may be used
     */
    public record SessionTimes(Duration idle, Duration longest, AddressBinding binding) {}

    /**
     * Who may open a study in an emergency.
     *
     * @param roles of those whom {@link Policy} allows it
     * @param open how long the study is open then
     * @param review within which somebody must have looked whether it was right
     */
    public record Emergencies(Set<Role> roles, Duration open, Duration review) {
        public Emergencies {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * A version of the rules.
     *
     * @param number from 1
     */
    public record Version(int number, AccessRules rules) {}
}
