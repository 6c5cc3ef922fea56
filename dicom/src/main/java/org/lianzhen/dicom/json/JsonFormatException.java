package org.lianzhen.dicom.json;

/**
 * Text that is no DICOM JSON, or more of it than the limits allow. The message says what is wrong and where, never a value, because
 * values identify patients. Scope: the request that carried it.
 */
public final class JsonFormatException extends RuntimeException {

    private final String path;
    private final int line;
    private final int column;

    /**
     * @param path tags and item numbers from 0, such as "00400275/0/00420011"; empty at the top
     * @param line from 1; 0 when unknown
     * @param column from 1, in bytes; 0 when unknown
     */
    JsonFormatException(String what, String path, int line, int column) {
        super(what + (path.isEmpty() ? "" : " in " + path)
                + (line > 0 ? " at line " + line + ", column " + column : ""));
        this.path = path;
        this.line = line;
        this.column = column;
    }

    public String path() {
        return path;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
