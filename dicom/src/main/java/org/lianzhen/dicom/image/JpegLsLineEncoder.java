package org.lianzhen.dicom.image;

/** Encodes lines of one component. */
final class JpegLsLineEncoder {

    private final JpegLsModel model;
    private final JpegLsSampleWriter writer;
    private final JpegLsLines lines;
    private final int columns;

    JpegLsLineEncoder(JpegLsModel model, JpegLsBitWriter out, int columns) {
        this.model = model;
        this.writer = new JpegLsSampleWriter(model, out);
        this.lines = new JpegLsLines(columns);
        this.columns = columns;
    }

    void encode(JpegLsSource source, int row) {
        lines.advance();
        int[] above = lines.above();
        int[] current = lines.current();
        source.take(row, current);
        int column = 1;
        while (column <= columns) {
            int left = current[column - 1];
            int corner = above[column - 1];
            int up = above[column];
            int context = model.context(above[column + 1] - up, up - corner, corner - left);
            if (context == 0) {
                column = run(column);
            } else {
                int prediction = JpegLsModel.predict(left, up, corner);
                current[column] = writer.sample(context, prediction, current[column]);
                column++;
            }
        }
    }

    private int run(int column) {
        int[] current = lines.current();
        int left = current[column - 1];
        int end = column;
        while (end <= columns && Math.abs(current[end] - left) <= model.near) {
            current[end++] = left;
        }
        writer.runLength(end - column, columns - column + 1);
        if (end <= columns) {
            current[end] = writer.interruption(left, lines.above()[end], current[end]);
            end++;
        }
        return end;
    }
}
