package org.lianzhen.gateway.app.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;

/** DICOMDIR, the list of contents of a DICOM medium (PS3.10 section 8.6). */
final class DicomDirectory {
    private static final String NAME = "DICOMDIR";
    /** A component of a File ID, with the laxness of real media; no dots alone: it must not lead out of the folder. */
    private static final Pattern COMPONENT = Pattern.compile("(?!\\.+$)[^/\\\\\\p{Cntrl}]+");

    private DicomDirectory() {}

    static boolean hasItsName(Path file) {
        Path name = file.getFileName();
        return name != null && name.toString().equalsIgnoreCase(NAME);
    }

    /** Whether a file is one by its name or by what it says. Blocks on the file. */
    static boolean isOne(Path file) throws IOException {
        if (hasItsName(file)) {
            return true;
        }
        try {
            FileMetaInformation meta = Part10Reader.read(file, ParseOptions.HEADER.stoppingAt(0)).meta();
            return meta != null && SopClass.MediaStorageDirectoryStorage.equals(meta.mediaStorageSopClassUid());
        } catch (DataSetException e) {
            return false; // no DICOM file at all
        }
    }

    /**
     * The files it refers to. Blocks on the file.
     *
     * @throws DataSetException when it is none
     */
    static List<Found> files(Path directory) throws IOException {
        DataSet dataSet = Part10Reader.read(directory, ParseOptions.WHOLE).dataSet();
        Path folder = directory.toAbsolutePath().getParent();
        var files = new ArrayList<Found>();
        for (DataSet entry : dataSet.items(Tag.DirectoryRecordSequence)) {
            List<String> fileId = entry.strings(Tag.ReferencedFileID);
            if (folder != null && !fileId.isEmpty()) {
                files.add(find(folder, fileId));
            }
        }
        return files;
    }

    private static Found find(Path folder, List<String> fileId) throws IOException {
        Path file = folder;
        for (String component : fileId) {
            Path next = COMPONENT.matcher(component).matches() ? child(file, component) : null;
            if (next == null) {
                Path missing = folder.resolve(String.join("_", fileId).replaceAll("[^A-Za-z0-9._-]", "_"));
                return new Found.Unreadable(missing, new NoSuchFileException(missing.toString()));
            }
            file = next;
        }
        return new Found.File(file, true);
    }

    /** Media write names in capitals, and file systems show them in either case, sometimes with a version number. */
    private static @Nullable Path child(Path folder, String name) throws IOException {
        try {
            for (String spelling : List.of(name, name.toLowerCase(Locale.ROOT), name + ";1", name + ".")) {
                Path exact = folder.resolve(spelling);
                if (Files.exists(exact)) {
                    return exact;
                }
            }
        } catch (InvalidPathException e) {
            return null; // in a POSIX locale Java knows no file with other names than ASCII
        }
        return Files.isDirectory(folder) ? similar(folder, name) : null;
    }

    private static @Nullable Path similar(Path folder, String name) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> child.getFileName().toString().equalsIgnoreCase(name)).findFirst()
                    .orElse(null);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
