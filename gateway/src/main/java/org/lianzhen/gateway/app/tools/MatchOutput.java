package org.lianzhen.gateway.app.tools;

import org.lianzhen.dicom.data.DataSet;

/** Shows matches of a query. */
interface MatchOutput {
    void match(DataSet match);

    /** There are no more. */
    void end();
}
