package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A database that serves while its files are copied. Everything blocks; faults are {@link IOException}s that say what is wrong. */
public interface DatabaseSource extends ObjectRows, AutoCloseable {

    /** Folder of the files. */
    Path folder();

    /** What to copy now; files may go, grow and change meanwhile. */
    Contents contents() throws IOException;

    /** From now on changes are noted so that a copy can be mended. */
    void begin(String label) throws IOException;

    /** The copy is made. */
    Ending end() throws IOException;

    /** Gives up a copy that was begun; does nothing when it has ended. */
    @Override
    void close();

    /**
     * Files of a database.
     *
     * @param folders that must be there, also when nothing is in them; relative
     * @param files relative; the last one must be copied last
     */
    record Contents(List<Path> folders, List<Path> files) {
        public Contents {
            folders = List.copyOf(folders);
            files = List.copyOf(files);
        }
    }

    /**
     * What makes a copy one of a single moment.
     *
     * @param label text that must lie beside the copied files, as {@code labelFile}
     * @param journal files to copy that hold the changes; relative
     * @param from where in the journal the copy begins
     * @param to the moment that it shows
     */
    record Ending(String label, Path labelFile, List<Path> journal, String from, String to) {
        public Ending {
            journal = List.copyOf(journal);
        }
    }
}
