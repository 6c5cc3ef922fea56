package org.lianzhen.dicom.image;

import java.util.Arrays;

/** Decodes lines of one component, which has a scan of its own or takes turns by line. */
final class JpegLsLineDecoder implements JpegLsScanLine {

    private final JpegLsModel model;
    private final JpegLsSampleReader reader;
    private final JpegLsLines lines;
    private final int columns;
    private final JpegLsTarget target;

    JpegLsLineDecoder(JpegLsModel model, JpegLsBits bits, int columns, JpegLsTarget target) {
        this.model = model;
        this.reader = new JpegLsSampleReader(model, bits);
        this.lines = new JpegLsLines(columns);
        this.columns = columns;
        this.target = target;
    }

    @Override
    public void decode(int row) {
        lines.advance();
        int[] above = lines.above();
        int[] current = lines.current();
        int column = 1;
        while (column <= columns) {
            int left = current[column - 1];
            int corner = above[column - 1];
            int up = above[column];
            int context = model.context(above[column + 1] - up, up - corner, corner - left);
            if (context == 0) {
                column = run(column);
            } else {
                current[column++] = reader.sample(context, JpegLsModel.predict(left, up, corner));
            }
        }
        target.put(row, current);
    }

    private int run(int column) {
        int[] current = lines.current();
        int left = current[column - 1];
        int end = column + reader.runLength(columns - column + 1);
        Arrays.fill(current, column, end, left);
        if (end <= columns) {
            current[end] = reader.interruption(left, lines.above()[end]);
            end++;
        }
        return end;
    }
}
