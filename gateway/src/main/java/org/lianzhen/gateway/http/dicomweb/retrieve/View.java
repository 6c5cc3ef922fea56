package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.image.Window;
import org.lianzhen.dicom.image.Window.Function;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;

/**
 * How a picture is wanted (PS3.18 section 8.3.5).
 *
 * @param window instead of what the image brings, or null
 * @param viewport that it has to fit in, or null for its own size
 * @param quality of JPEG, 1 to 100
 * @param type media type
 */
record View(@Nullable Window window, @Nullable Viewport viewport, int quality, String type) {
    static final String JPEG = "image/jpeg";
    static final String PNG = "image/png";
    private static final int USUAL_QUALITY = 90;
    private static final int HIGHEST_QUALITY = 100;

    /** A fault is a {@link ProblemException}: 400 for what makes no sense, 406 for what we do not do. */
    static View of(MultiMap query, String type) {
        refuse(query, "annotation", "Pictures have nothing written into them; names and dates are in the metadata.");
        refuse(query, "iccprofile", "Pictures come without a colour profile.");
        String window = query.get("window");
        String viewport = query.get("viewport");
        String quality = query.get("quality");
        return new View(window == null ? null : window(window), viewport == null ? null : Viewport.parse(viewport),
                quality == null ? USUAL_QUALITY : quality(quality), type);
    }

    private static void refuse(MultiMap query, String name, String why) {
        String value = query.get(name);
        if (value != null && !value.isEmpty() && !value.equals("no")) {
            throw new ProblemException(Problem.notAcceptable(name, why));
        }
    }

    static int quality(String text) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > HIGHEST_QUALITY) {
            throw bad("quality", "The quality is a number from 1 to 100.");
        }
        return Integer.parseInt(text);
    }

    private static Window window(String text) {
        String[] parts = text.split(",", -1);
        Function function = switch (parts.length < 3 ? "linear" : parts[2]) {
            case "linear" -> Function.LINEAR;
            case "linear-exact" -> Function.LINEAR_EXACT;
            case "sigmoid" -> Function.SIGMOID;
            default -> null;
        };
        if (parts.length < 2 || parts.length > 3 || function == null) {
            throw bad("window", "A window is center,width,function; functions are linear, linear-exact and sigmoid.");
        }
        return window(parts[0], parts[1], function);
    }

    static Window window(String center, String width, Function function) {
        double wide = decimal("window", width);
        if (wide <= 0 || (function == Function.LINEAR && wide < 1)) {
            throw bad("window", "A window is at least 1 wide, or above 0 where it is no linear one.");
        }
        return new Window(decimal("window", center), wide, function);
    }

    static double decimal(String name, String text) {
        if (!text.matches("[+-]?[0-9]{1,12}(\\.[0-9]{0,12})?([eE][+-]?[0-9]{1,2})?")) {
            throw bad(name, "\"" + name + "\" consists of decimal numbers.");
        }
        return Double.parseDouble(text);
    }

    static ProblemException bad(String name, String detail) {
        return new ProblemException(Problem.badRequest(name, detail));
    }
}
