package org.lianzhen.gateway.app.tools;

import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.gateway.app.terminal.CommandException;

/** Shows matches of a query. */
interface MatchOutput extends AutoCloseable {
    void match(DataSet match) throws CommandException;

    /** There are no more. */
    void end() throws CommandException;

    /** Whether it came to the end or not. */
    @Override
    default void close() {}
}
