package org.lianzhen.gateway.app.tools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.service.FindQuery;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.tools.Finding.FindResult;

/**
 * What a peer already has, asked series by series (C-FIND at IMAGE level). Only the last few series are remembered.
 */
final class PeerContents {
    private static final int REMEMBERED = 16;
    private static final int MOST_INSTANCES = 100_000;
    private static final ParseOptions IDENTITY = ParseOptions.HEADER.stoppingAt(Tag.SeriesInstanceUID + 1);

    private final Peer peer;
    private final Messages messages;
    private final Map<Series, Set<String>> remembered = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Series, Set<String>> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Series(String studyUid, String seriesUid) {}

    PeerContents(Peer peer, Messages messages) {
        this.peer = peer;
        this.messages = messages;
    }

    /**
     * Those of the candidates that the peer does not have. Blocks on files and on the peer.
     *
     * @throws CommandException when the peer cannot be asked
     */
    List<Candidate> missing(List<Candidate> candidates) throws CommandException {
        var missing = new ArrayList<Candidate>();
        for (Candidate candidate : candidates) {
            Series series = seriesOf(candidate);
            if (series == null || !instances(series).contains(candidate.instance().sopInstanceUid())) {
                missing.add(candidate);
            }
        }
        return missing;
    }

    /** Null when the file does not say it: then the file is sent, which shows what is wrong with it. */
    private static @Nullable Series seriesOf(Candidate candidate) {
        try {
            DataSet head = Part10Reader.read(candidate.file(), IDENTITY).dataSet();
            String study = head.string(Tag.StudyInstanceUID);
            String series = head.string(Tag.SeriesInstanceUID);
            return study == null || series == null ? null : new Series(study, series);
        } catch (IOException | DataSetException e) {
            return null;
        }
    }

    private Set<String> instances(Series series) throws CommandException {
        Set<String> known = remembered.get(series);
        if (known == null) {
            known = ask(series);
            remembered.put(series, known);
        }
        return known;
    }

    private Set<String> ask(Series series) throws CommandException {
        DataSet keys = DataSet.builder().put(Tag.StudyInstanceUID, series.studyUid())
                .put(Tag.SeriesInstanceUID, series.seriesUid()).putEmpty(Tag.SOPInstanceUID).build();
        FindQuery query = FindQuery.of(InformationModel.STUDY_ROOT, QueryLevel.IMAGE, keys).withLimit(MOST_INSTANCES);
        var uids = new HashSet<String>();
        FindResult result = new Finding(peer, query).tryEach(match -> {
            String uid = match.string(Tag.SOPInstanceUID);
            if (uid != null) {
                uids.add(uid);
            }
        });
        if (result.summary() == null) {
            throw new CommandException(messages.text("send.no-query", result.refusal()));
        }
        return uids;
    }
}
