package org.lianzhen.gateway.app.tools;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Printable;

/** Reads DICOM files and says in plain words why one cannot be read. */
final class DicomFiles {
    private final Messages messages;

    DicomFiles(Messages messages) {
        this.messages = messages;
    }

    /** Blocks on the file. */
    Part10File read(Path file, ParseOptions options) throws CommandException {
        if (Files.isDirectory(file)) {
            throw new CommandException(messages.text("file.folder", Printable.of(file.toString())));
        }
        try {
            return Part10Reader.read(file, options);
        } catch (IOException | DataSetException e) {
            throw new CommandException(messages.text("file.failed", Printable.of(file.toString()), why(e)));
        }
    }

    /** Why a file could not be read. */
    String why(Exception fault) {
        return switch (fault) {
            case NoSuchFileException missing -> messages.text("file.missing");
            case AccessDeniedException denied -> messages.text("file.denied");
            case DataSetException broken -> messages.text("file." + broken.reason(), broken.getMessage());
            default -> messages.text("file.io", Printable.of(String.valueOf(fault.getMessage())));
        };
    }
}
