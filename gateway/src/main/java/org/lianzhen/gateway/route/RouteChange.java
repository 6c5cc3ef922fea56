package org.lianzhen.gateway.route;

/**
 * Another version of the routes.
 *
 * @param base number of the version that it was made from
 * @param author who made it
 * @param document that {@link RoutesReader} reads
 * @param withoutRehearsal whether its routes may become active though nobody has seen what they would do
 * @param reason why, in the author's words; empty when nothing is said
 */
public record RouteChange(int base, String author, String document, boolean withoutRehearsal, String reason) {
    /** One for which no reason is given. */
    public RouteChange(int base, String author, String document, boolean withoutRehearsal) {
        this(base, author, document, withoutRehearsal, "");
    }

    /** The same, with this reason. */
    public RouteChange because(String why) {
        return new RouteChange(base, author, document, withoutRehearsal, why);
    }

    Addition addition() {
        return Addition.of(base, author, document).because(reason);
    }
}
