package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;

/** Reads lists of frames, which count from 1 (PS3.18 section 10.4.1.1.6). */
final class FrameList {
    private static final int MOST = 10_000;
    /** Characters of a number and its comma. */
    private static final int LONGEST = 10;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private FrameList() {}

    /** Frames from 0, in the order asked for; a fault is a {@link ProblemException} (400). */
    static List<Integer> parse(String text) {
        String list = text.replace("%2C", ",").replace("%2c", ",").replace(" ", "");
        String[] numbers = list.length() > LONGEST * MOST ? new String[0] : list.split(",", MOST + 1);
        if (numbers.length == 0 || numbers.length > MOST) {
            throw none();
        }
        List<Integer> frames = new ArrayList<>();
        for (String number : numbers) {
            if (!NUMBER.matcher(number).matches()) {
                throw none();
            }
            frames.add(Integer.parseInt(number) - 1);
        }
        return frames;
    }

    private static ProblemException none() {
        return new ProblemException(Problem.badRequest("frames",
                "Frames are numbers from 1 with commas between them, " + MOST + " at most."));
    }

    /** @throws ProblemException (404) when one of the frames is not there */
    static void check(List<Integer> frames, int count) {
        for (int frame : frames) {
            if (frame >= count) {
                throw new ProblemException(Problem.notFound("no-such-frame",
                        "There is no frame " + (frame + 1) + "; this instance has " + count + "."));
            }
        }
    }
}
