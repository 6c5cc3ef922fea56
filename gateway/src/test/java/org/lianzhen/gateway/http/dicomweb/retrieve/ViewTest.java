package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.image.Frame;
import org.lianzhen.dicom.image.FrameShape;
import org.lianzhen.dicom.image.Window;
import org.lianzhen.dicom.image.Window.Function;
import org.lianzhen.gateway.http.ProblemException;

class ViewTest {
    private static View view(String... query) {
        MultiMap map = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < query.length; i += 2) {
            map.add(query[i], query[i + 1]);
        }
        return View.of(map, View.JPEG);
    }

    private static int refusal(String... query) {
        try {
            view(query);
            return 200;
        } catch (ProblemException e) {
            return e.problem().status();
        }
    }

    @Test
    void hasDefaults() {
        assertThat(view()).isEqualTo(new View(null, null, 90, View.JPEG));
        assertThat(view("quality", "1").quality()).isOne();
        assertThat(view("annotation", "no", "iccprofile", "no")).isEqualTo(view());
    }

    @Test
    void readsWindows() {
        assertThat(view("window", "40,400,linear").window()).isEqualTo(new Window(40, 400, Function.LINEAR));
        assertThat(view("window", "-0.5,0.5,linear-exact").window())
                .isEqualTo(new Window(-0.5, 0.5, Function.LINEAR_EXACT));
        assertThat(view("window", "1e3,2.5e+2,sigmoid").window()).isEqualTo(new Window(1000, 250, Function.SIGMOID));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "window|1|400", "window|1,0.5,linear|400", "window|1,2,x|400",
            "window|Infinity,1|400", "window|1,1e999|400", "window|,|400", "viewport|a,b|400", "viewport|1,1e9|400",
            "viewport|1,2,3,4,5|400", "viewport|1,1,-1,0,1,1|400", "viewport|1,1,1e7,0,1,1|400", "quality|0|400",
            "quality|1000|400", "annotation|patient|406", "iccprofile|srgb|406", "viewport|16384,16384|200",
            "viewport|10.7,1|200", "viewport|1,1,,,5,5|200" })
    void refusesWhatMakesNoSense(String name, String value, int status) {
        assertThat(refusal(name, value)).isEqualTo(status);
    }

    @Test
    void cutsOutOfAFrame() {
        var shape = new FrameShape(4, 5, 3, 8, false);
        Frame frame = Frame.of(shape, IntStream.range(0, 60).toArray());
        Frame part = Viewport.cut(frame, new Viewport.Source(1, 2, 3, 2));
        assertThat(part.rows()).isEqualTo(2);
        assertThat(part.columns()).isEqualTo(3);
        assertThat(part.sample(0, 0, 0)).isEqualTo(frame.sample(2, 1, 0));
        assertThat(part.sample(1, 2, 2)).isEqualTo(frame.sample(3, 3, 2));
        assertThatThrownBy(() -> Viewport.cut(frame, new Viewport.Source(3, 0, 3, 1)))
                .isInstanceOf(ProblemException.class).hasMessageContaining("viewport");
        assertThatThrownBy(() -> Viewport.cut(frame, new Viewport.Source(0, 4, 1, 1)))
                .isInstanceOf(ProblemException.class);
        Frame signed = Frame.of(new FrameShape(1, 2, 1, 12, true), new int[]{ -7, 9 });
        assertThat(Viewport.cut(signed, new Viewport.Source(0, 0, 1, 1)).sample(0)).isEqualTo(-7);
    }
}
