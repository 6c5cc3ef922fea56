package org.lianzhen.dicom.json;

import java.io.ByteArrayOutputStream;

/** Takes decoded bytes as long as the budget lasts. */
final class BudgetedBytes extends ByteArrayOutputStream {
    private final ReadBudget budget;

    BudgetedBytes(ReadBudget budget) {
        this.budget = budget;
    }

    @Override
    public synchronized void write(int b) {
        budget.binary(size() + 1L, 1);
        super.write(b);
    }

    @Override
    public synchronized void write(byte[] b, int off, int len) {
        budget.binary(size() + (long) len, len);
        super.write(b, off, len);
    }
}
