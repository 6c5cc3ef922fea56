package org.lianzhen.dicom.net;

/**
 * How many operations may be outstanding at once, from our point of view (PS3.7 D.3.3.3).
 *
 * @param invoked
 *            requests we may have sent without a final response; 0 means no limit
 * @param performed
 *            requests the peer may have sent without a final response; 0 means no limit
 */
public record OperationsWindow(int invoked, int performed) {
    /** One each way: what applies when nothing is negotiated. */
    public static final OperationsWindow SYNCHRONOUS = new OperationsWindow(1, 1);

    public OperationsWindow {
        if (invoked < 0 || performed < 0 || invoked > 0xFFFF || performed > 0xFFFF) {
            throw new IllegalArgumentException("an operations window is 0..65535, not " + invoked + "/" + performed);
        }
    }
}
