package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.backup.BackupListener.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one set: the small files, the database as of one moment, and then the images, which are there as long as their rows are.
 */
final class SetTaking {
    private static final Logger LOG = LoggerFactory.getLogger(SetTaking.class);
    private static final String CLUSTER = BackupSet.DATA + "/" + DataFiles.DATABASE + "/data/";

    private final BackupFolder folder;
    private final Backup.Base base;
    private final BackupListener listener;

    SetTaking(BackupFolder folder, Backup.Base base, BackupListener listener) {
        this.folder = folder;
        this.base = base;
        this.listener = listener;
    }

    SetFacts take(UUID id, String name, BackupOrder order) throws IOException {
        Instant begunAt = Instant.now();
        Path set = folder.begin(name);
        SetFacts facts;
        try (var files = new FileCopies(set, listener)) {
            // what is noted of the audit log beside the database must not be ahead of it
            smallFiles(order.settings(), files);
            SetFacts.Moment moment = database(name, set, files);
            BackupRun.Done done = images(set);
            files.written(BackupSet.OBJECTS);
            facts = new SetFacts(id, name, base.program(), new SetFacts.Span(begunAt, Instant.now()), moment, done);
            files.manifest(facts).write(set);
        }
        if (order.verify()) {
            new SetCheck(folder, new BackupSet(set), listener).check();
        }
        Folders.syncAll(set);
        folder.finish(name);
        return facts;
    }

    private SetFacts.Moment database(String name, Path set, FileCopies files) throws IOException {
        DatabaseSource database = base.database();
        try {
            database.begin(name);
            DatabaseSource.Contents contents = database.contents();
            listener.phase(Phase.DATABASE, contents.files().size());
            for (Path one : contents.folders()) {
                files.folder(CLUSTER + one);
            }
            int last = contents.files().size() - 1;
            copy(contents.files().subList(0, last), files);
            copy(contents.files().subList(last, last + 1), files);
            DatabaseSource.Ending ending = database.end();
            copy(ending.journal(), files);
            Files.writeString(set.resolve(CLUSTER).resolve(ending.labelFile()), ending.label());
            files.written(CLUSTER + ending.labelFile());
            return new SetFacts.Moment(ending.from(), ending.to());
        } finally {
            database.close();
        }
    }

    private void copy(List<Path> some, FileCopies files) throws IOException {
        for (Path one : some) {
            files.copy(base.database().folder().resolve(one), CLUSTER + one);
        }
        files.finish();
    }

    private void smallFiles(List<Path> settings, FileCopies files) throws IOException {
        var own = new DataFiles(base.data());
        List<Path> all = own.list();
        listener.phase(Phase.FILES, all.size() + settings.size());
        for (Path one : all) {
            files.copy(one, own.path(one));
        }
        Path data = Folders.real(base.data());
        for (int i = 0; i < settings.size(); i++) {
            if (!Folders.real(settings.get(i)).startsWith(data)) {
                files.copy(settings.get(i), BackupSet.SETTINGS + "/" + (i + 1) + "-" + settings.get(i).getFileName());
            }
        }
        files.finish();
    }

    private BackupRun.Done images(Path set) throws IOException {
        listener.phase(Phase.OBJECTS, base.database().totals().objects());
        var copies = new ObjectCopies(folder, base.data().resolve(DataFiles.OBJECTS), base.database(), listener);
        Path list = set.resolve(BackupSet.OBJECTS);
        try (ObjectLines earlier = earlier()) {
            return copies.copy(list, earlier);
        }
    }

    /** Those of the newest set whose list is whole. */
    private @Nullable ObjectLines earlier() throws IOException {
        for (BackupSet set : folder.sets().reversed()) {
            try {
                return set.objects();
            } catch (BackupException e) {
                LOG.warn("The earlier backup {} is damaged; its images are read anew", set.name(), e);
            }
        }
        return null;
    }
}
