package org.lianzhen.gateway.reading.report;

/** Makes of a report what can be printed. */
public interface ReportPages {

    /**
     * A PDF document, the same bytes for the same report. Takes a second; may block.
     *
     * @throws LettersMissingException when there is nothing to write Chinese with
     */
    byte[] pdf(ReportDocument report);

    /** No font is there. */
    final class LettersMissingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public LettersMissingException(String message) {
            super(message);
        }
    }
}
