package org.lianzhen.dicom.image;

import java.util.Arrays;
import java.util.List;

/** Decodes lines in which the samples of a pixel follow each other (ILV 2, ISO/IEC 14495-1 annex B.2.3). */
final class JpegLsPixelDecoder implements JpegLsScanLine {

    private final JpegLsModel model;
    private final JpegLsSampleReader reader;
    private final JpegLsLines[] lines;
    private final int[] contexts;
    private final int columns;
    private final List<JpegLsTarget> targets;

    JpegLsPixelDecoder(JpegLsModel model, JpegLsBits bits, int columns, List<JpegLsTarget> targets) {
        this.model = model;
        this.reader = new JpegLsSampleReader(model, bits);
        this.lines = new JpegLsLines[targets.size()];
        for (int component = 0; component < lines.length; component++) {
            lines[component] = new JpegLsLines(columns);
        }
        this.contexts = new int[lines.length];
        this.columns = columns;
        this.targets = targets;
    }

    @Override
    public void decode(int row) {
        for (JpegLsLines line : lines) {
            line.advance();
        }
        int column = 1;
        while (column <= columns) {
            column = isFlat(column) ? run(column) : pixel(column);
        }
        for (int component = 0; component < lines.length; component++) {
            targets.get(component).put(row, lines[component].current());
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
            current[column] = reader.sample(contexts[component], prediction);
        }
        return column + 1;
    }

    private int run(int column) {
        int end = column + reader.runLength(columns - column + 1);
        for (JpegLsLines line : lines) {
            Arrays.fill(line.current(), column, end, line.current()[column - 1]);
        }
        if (end > columns) {
            return end;
        }
        for (JpegLsLines line : lines) {
            int[] current = line.current();
            current[end] = reader.unlike(current[column - 1], line.above()[end]);
        }
        reader.runEnded();
        return end + 1;
    }
}
