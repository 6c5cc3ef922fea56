package org.lianzhen.dicom.image;

import java.util.List;

/** Encodes lines in which the samples of a pixel follow each other. */
final class JpegLsPixelEncoder {

    private final JpegLsModel model;
    private final JpegLsSampleWriter writer;
    private final JpegLsLines[] lines;
    private final int[] contexts;
    private final int columns;

    JpegLsPixelEncoder(JpegLsModel model, JpegLsBitWriter out, int columns, int components) {
        this.model = model;
        this.writer = new JpegLsSampleWriter(model, out);
        this.lines = new JpegLsLines[components];
        for (int component = 0; component < components; component++) {
            lines[component] = new JpegLsLines(columns);
        }
        this.contexts = new int[components];
        this.columns = columns;
    }

    void encode(List<JpegLsSource> sources, int row) {
        for (int component = 0; component < lines.length; component++) {
            lines[component].advance();
            sources.get(component).take(row, lines[component].current());
        }
        int column = 1;
        while (column <= columns) {
            column = isFlat(column) ? run(column) : pixel(column);
        }
    }

    private boolean isFlat(int column) {
        int any = 0;
        for (int component = 0; component < lines.length; component++) {
            int[] above = lines[component].above();
            int corner = above[column - 1];
            int up = above[column];
            int left = lines[component].current()[column - 1];
            contexts[component] = model.context(above[column + 1] - up, up - corner, corner - left);
            any |= contexts[component];
        }
        return any == 0;
    }

    private int pixel(int column) {
        for (int component = 0; component < lines.length; component++) {
            int[] above = lines[component].above();
            int[] current = lines[component].current();
            int prediction = JpegLsModel.predict(current[column - 1], above[column], above[column - 1]);
            current[column] = writer.sample(contexts[component], prediction, current[column]);
        }
        return column + 1;
    }

    private int run(int column) {
        int end = column;
        while (end <= columns && repeats(column, end)) {
            for (JpegLsLines line : lines) {
                line.current()[end] = line.current()[column - 1];
            }
            end++;
        }
        writer.runLength(end - column, columns - column + 1);
        if (end > columns) {
            return end;
        }
        for (JpegLsLines line : lines) {
            int[] current = line.current();
            current[end] = writer.unlike(current[column - 1], line.above()[end], current[end]);
        }
        writer.runEnded();
        return end + 1;
    }

    private boolean repeats(int column, int end) {
        for (JpegLsLines line : lines) {
            int[] current = line.current();
            if (Math.abs(current[end] - current[column - 1]) > model.near) {
                return false;
            }
        }
        return true;
    }
}
