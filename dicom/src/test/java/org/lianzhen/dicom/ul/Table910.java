package org.lianzhen.dicom.ul;

import java.util.Arrays;
import java.util.List;

/** All 13 x 19 = 247 cells of PS3.8 Table 9-10, written down here a second time: action above, next state below. */
public final class Table910 {
    private static final String TABLE_9_10 = """
            Event                              | Sta1  Sta2    Sta3  Sta4  Sta5  Sta6  Sta7    Sta8  Sta9  Sta10 Sta11 Sta12 Sta13
            A-ASSOCIATE Request                | AE-1  -       -     -     -     -     -       -     -     -     -     -     -
                                               | Sta4  -       -     -     -     -     -       -     -     -     -     -     -
            Transport Conn. Confirm            | -     -       -     AE-2  -     -     -       -     -     -     -     -     -
                                               | -     -       -     Sta5  -     -     -       -     -     -     -     -     -
            A-ASSOCIATE-AC PDU                 | -     AA-1    AA-8  -     AE-3  AA-8  AA-8    AA-8  AA-8  AA-8  AA-8  AA-8  AA-6
                                               | -     Sta13   Sta13 -     Sta6  Sta13 Sta13   Sta13 Sta13 Sta13 Sta13 Sta13 Sta13
            A-ASSOCIATE-RJ PDU                 | -     AA-1    AA-8  -     AE-4  AA-8  AA-8    AA-8  AA-8  AA-8  AA-8  AA-8  AA-6
                                               | -     Sta13   Sta13 -     Sta1  Sta13 Sta13   Sta13 Sta13 Sta13 Sta13 Sta13 Sta13
            Transport Connection Indication    | AE-5  -       -     -     -     -     -       -     -     -     -     -     -
                                               | Sta2  -       -     -     -     -     -       -     -     -     -     -     -
            A-ASSOCIATE-RQ PDU                 | -     AE-6    AA-8  -     AA-8  AA-8  AA-8    AA-8  AA-8  AA-8  AA-8  AA-8  AA-7
                                               | -     Sta3/13 Sta13 -     Sta13 Sta13 Sta13   Sta13 Sta13 Sta13 Sta13 Sta13 Sta13
            A-ASSOCIATE Response (accept)      | -     -       AE-7  -     -     -     -       -     -     -     -     -     -
                                               | -     -       Sta6  -     -     -     -       -     -     -     -     -     -
            A-ASSOCIATE Response (reject)      | -     -       AE-8  -     -     -     -       -     -     -     -     -     -
                                               | -     -       Sta13 -     -     -     -       -     -     -     -     -     -
            P-DATA Request                     | -     -       -     -     -     DT-1  -       AR-7  -     -     -     -     -
                                               | -     -       -     -     -     Sta6  -       Sta8  -     -     -     -     -
            P-DATA-TF PDU                      | -     AA-1    AA-8  -     AA-8  DT-2  AR-6    AA-8  AA-8  AA-8  AA-8  AA-8  AA-6
                                               | -     Sta13   Sta13 -     Sta13 Sta6  Sta7    Sta13 Sta13 Sta13 Sta13 Sta13 Sta13
            A-RELEASE Request                  | -     -       -     -     -     AR-1  -       -     -     -     -     -     -
                                               | -     -       -     -     -     Sta7  -       -     -     -     -     -     -
            A-RELEASE-RQ PDU                   | -     AA-1    AA-8  -     AA-8  AR-2  AR-8    AA-8  AA-8  AA-8  AA-8  AA-8  AA-6
                                               | -     Sta13   Sta13 -     Sta13 Sta8  Sta9/10 Sta13 Sta13 Sta13 Sta13 Sta13 Sta13
            A-RELEASE-RP PDU                   | -     AA-1    AA-8  -     AA-8  AA-8  AR-3    AA-8  AA-8  AR-10 AR-3  AA-8  AA-6
                                               | -     Sta13   Sta13 -     Sta13 Sta13 Sta1    Sta13 Sta13 Sta12 Sta1  Sta13 Sta13
            A-RELEASE Response                 | -     -       -     -     -     -     -       AR-4  AR-9  -     -     AR-4  -
                                               | -     -       -     -     -     -     -       Sta13 Sta11 -     -     Sta13 -
            A-ABORT Request                    | -     -       AA-1  AA-2  AA-1  AA-1  AA-1    AA-1  AA-1  AA-1  AA-1  AA-1  -
                                               | -     -       Sta13 Sta1  Sta13 Sta13 Sta13   Sta13 Sta13 Sta13 Sta13 Sta13 -
            A-ABORT PDU                        | -     AA-2    AA-3  -     AA-3  AA-3  AA-3    AA-3  AA-3  AA-3  AA-3  AA-3  AA-2
                                               | -     Sta1    Sta1  -     Sta1  Sta1  Sta1    Sta1  Sta1  Sta1  Sta1  Sta1  Sta1
            Transport Connection Closed        | -     AA-5    AA-4  AA-4  AA-4  AA-4  AA-4    AA-4  AA-4  AA-4  AA-4  AA-4  AR-5
                                               | -     Sta1    Sta1  Sta1  Sta1  Sta1  Sta1    Sta1  Sta1  Sta1  Sta1  Sta1  Sta1
            ARTIM Timer expired                | -     AA-2    -     -     -     -     -       -     -     -     -     -     AA-2
                                               | -     Sta1    -     -     -     -     -       -     -     -     -     -     Sta1
            Unrecognized or invalid PDU        | -     AA-1    AA-8  -     AA-8  AA-8  AA-8    AA-8  AA-8  AA-8  AA-8  AA-8  AA-7
                                               | -     Sta13   Sta13 -     Sta13 Sta13 Sta13   Sta13 Sta13 Sta13 Sta13 Sta13 Sta13
            """;
    private static final String BLANK = "-";

    private Table910() {}

    /** One cell of the table above. */
    public record Cell(Event event, State state, String action, String next) {
        public boolean isBlank() {
            return action.equals(BLANK);
        }
    }

    /** By event, and by state within it. */
    public static List<Cell> cells() {
        List<List<String>> rows = TABLE_9_10.lines().skip(1)
                .map(line -> Arrays.asList(line.substring(line.indexOf('|') + 1).strip().split(" +"))).toList();
        List<Event> events = List.of(Event.values());
        List<State> states = List.of(State.values());
        return events.stream().flatMap(event -> states.stream().map(state -> {
            int row = 2 * events.indexOf(event);
            int column = states.indexOf(state);
            return new Cell(event, state, rows.get(row).get(column), rows.get(row + 1).get(column));
        })).toList();
    }
}
