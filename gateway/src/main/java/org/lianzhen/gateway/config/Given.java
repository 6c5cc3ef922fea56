package org.lianzhen.gateway.config;

import java.nio.file.Path;

/**
 * A value and where it was given.
 *
 * @param origin what people have to look at to change it, such as {@code --http-port}
 * @param folder that a relative path starts from
 */
record Given(String text, String origin, Path folder) {}
