package org.lianzhen.gateway.query;

import java.util.Set;
import java.util.concurrent.Executor;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.FindRequest;
import org.lianzhen.dicom.service.Match;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.UnmappableTextException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of a match goes back to the peer: the keys it asked for, in the character set it understands. */
final class Answer {
    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);
    private static final String ONLINE = "ONLINE";
    /** Keys that every answer has, or has when it needs them. */
    private static final Set<Integer> ALWAYS = Set.of(Tag.SpecificCharacterSet, Tag.QueryRetrieveLevel,
            Tag.RetrieveAETitle, Tag.InstanceAvailability);

    private final FindRequest request;
    private final SpecificCharacterSet characterSet;

    Answer(FindRequest request, SpecificCharacterSet characterSet) {
        this.request = request;
        this.characterSet = characterSet;
    }

    /** Where the peer is answered. */
    Executor loop() {
        return request.association().loop();
    }

    Match match(DataSet found) {
        DataSetBuilder builder = DataSet.builder(SpecificCharacterSet.UTF_8);
        boolean all = true;
        for (Element key : request.identifier()) {
            if (found.contains(key.tag())) {
                builder.putFrom(found, key.tag());
            } else if (!ALWAYS.contains(key.tag())) {
                builder.putEmpty(key.tag());
                all = false;
            }
        }
        QueryLevel level = request.level();
        builder.put(Tag.QueryRetrieveLevel, level == null ? "" : level.name())
                .put(Tag.RetrieveAETitle, request.association().terms().calledAeTitle())
                .put(Tag.InstanceAvailability, ONLINE);
        return new Match(encoded(builder.build()), all);
    }

    private DataSet encoded(DataSet answer) {
        try {
            return answer.withCharacterSet(characterSet);
        } catch (UnmappableTextException e) {
            LOG.debug("An answer cannot be written in {} and goes out in Unicode", characterSet.definedTerms(), e);
            return answer;
        }
    }
}
