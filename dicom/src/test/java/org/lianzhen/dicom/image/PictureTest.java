package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.vr.Bytes;

/** Pictures as files, and smaller ones. */
class PictureTest {

    private static Picture picture(int rows, int columns, int samples) {
        byte[] data = new byte[rows * columns * samples];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i * 7);
        }
        return new Picture(rows, columns, samples, data);
    }

    private static BufferedImage read(Bytes file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file.toArray()));
    }

    @ParameterizedTest
    @CsvSource({ "1", "3" })
    void aPngLosesNothing(int samples) throws IOException {
        Picture picture = picture(5, 9, samples);

        BufferedImage read = read(picture.png());

        assertThat(read.getWidth()).isEqualTo(9);
        assertThat(read.getHeight()).isEqualTo(5);
        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 9; column++) {
                for (int sample = 0; sample < samples; sample++) {
                    assertThat(read.getRaster().getSample(column, row, sample))
                            .isEqualTo(picture.sample(row, column, sample));
                }
            }
        }
    }

    @Test
    void aJpegHasItsColours() throws IOException {
        byte[] red = new byte[16 * 16 * 3];
        for (int i = 0; i < red.length; i += 3) {
            red[i] = (byte) 200;
            red[i + 1] = 40;
        }

        int rgb = read(new Picture(16, 16, 3, red).jpeg(0.9f)).getRGB(8, 8);

        assertThat(rgb >> 16 & 0xFF).isCloseTo(200, within(4));
        assertThat(rgb >> 8 & 0xFF).isCloseTo(40, within(4));
        assertThat(rgb & 0xFF).isCloseTo(0, within(4));
    }

    @Test
    void aWorseJpegIsSmaller() {
        Picture picture = picture(64, 64, 1);

        assertThat(picture.jpeg(0.3f).length()).isLessThan(picture.jpeg(0.95f).length());
    }

    @Test
    void isReducedToMeans() {
        Picture small = new Picture(2, 4, 1, new byte[]{ 0, 10, 100, 100, 20, 30, (byte) 200, 100 }).reduced(2);

        assertThat(small.rows()).isEqualTo(1);
        assertThat(small.columns()).isEqualTo(2);
        assertThat(small.sample(0, 0, 0)).isEqualTo(15);
        assertThat(small.sample(0, 1, 0)).isEqualTo(125);
    }

    @Test
    void isReducedInColour() {
        byte[] data = { 0, 100, (byte) 200, 50, 0, (byte) 250 };

        Picture small = new Picture(1, 2, 3, data).reduced(1);

        assertThat(small.data()).isEqualTo(Bytes.of((byte) 25, (byte) 50, (byte) 225));
    }

    @ParameterizedTest
    @CsvSource({ "512,512,128,128,128", "3000,2000,256,256,170", "100,3,10,10,1", "7,5,3,3,2", "1,1000,10,1,10" })
    void keepsItsShape(int rows, int columns, int edge, int newRows, int newColumns) {
        Picture small = picture(rows, columns, 1).reduced(edge);

        assertThat(small.rows()).isEqualTo(newRows);
        assertThat(small.columns()).isEqualTo(newColumns);
    }

    @Test
    void aFlatPictureStaysFlat() {
        byte[] data = new byte[31 * 17];
        Arrays.fill(data, (byte) 201);

        Picture small = new Picture(31, 17, 1, data).reduced(7);

        for (int i = 0; i < small.data().length(); i++) {
            assertThat(small.data().u8(i)).isEqualTo(201);
        }
    }

    @Test
    void staysWhenItFits() {
        Picture picture = picture(4, 4, 3);

        assertThat(picture.reduced(4)).isSameAs(picture);
        assertThatIllegalArgumentException().isThrownBy(() -> picture.reduced(0));
    }
}
