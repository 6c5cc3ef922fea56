package org.lianzhen.gateway.route;

/**
 * Another version of the routes.
 *
 * @param base number of the version that it was made from
 * @param author who made it
 * @param document that {@link RoutesReader} reads
 * @param withoutRehearsal whether its routes may become active though nobody has seen what they would do
 */
public record RouteChange(int base, String author, String document, boolean withoutRehearsal) {
    Addition addition() {
        return Addition.of(base, author, document);
    }
}
