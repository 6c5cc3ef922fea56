package org.lianzhen.dicom.image;

/** Makes a picture smaller: each new pixel is the mean of the old ones it covers, which lie in whole. */
final class Reduction {

    private final Picture from;
    private final int rows;
    private final int columns;

    Reduction(Picture from, int rows, int columns) {
        this.from = from;
        this.rows = rows;
        this.columns = columns;
    }

    Picture picture() {
        int samples = from.samples();
        byte[] data = new byte[rows * columns * samples];
        int to = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                for (int sample = 0; sample < samples; sample++) {
                    data[to++] = (byte) mean(row, column, sample);
                }
            }
        }
        return new Picture(rows, columns, samples, data);
    }

    private int mean(int row, int column, int sample) {
        int top = place(row, rows, from.rows());
        int bottom = place(row + 1, rows, from.rows());
        int left = place(column, columns, from.columns());
        int right = place(column + 1, columns, from.columns());
        long sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += from.sample(y, x, sample);
            }
        }
        long count = (long) (bottom - top) * (right - left);
        return (int) ((sum + count / 2) / count);
    }

    private static int place(int index, int count, int size) {
        return (int) ((long) index * size / count);
    }
}
