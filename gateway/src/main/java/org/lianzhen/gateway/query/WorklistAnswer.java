package org.lianzhen.gateway.query;

import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.UnmappableTextException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of an entry goes back: the keys that were asked for, in the character set that the peer understands. Of a sequence without keys
 * everything is wanted (PS3.4 section C.2.2.2.6).
 */
record WorklistAnswer(DataSet keys, SpecificCharacterSet characterSet) {
    private static final Logger LOG = LoggerFactory.getLogger(WorklistAnswer.class);

    DataSet of(DataSet entry) {
        DataSet answer = asked(entry, keys, DataSet.builder(SpecificCharacterSet.UTF_8));
        try {
            return answer.withCharacterSet(characterSet);
        } catch (UnmappableTextException e) {
            LOG.debug("An entry cannot be written in {} and goes out in Unicode", characterSet.definedTerms(), e);
            return answer;
        }
    }

    private static DataSet asked(DataSet entry, DataSet keys, DataSetBuilder answer) {
        for (Element key : keys) {
            List<DataSet> wanted = keys.items(key.tag());
            if (key.tag() == Tag.SpecificCharacterSet) {
                continue;
            }
            if (!entry.contains(key.tag())) {
                answer.putEmpty(key.tag());
            } else if (wanted.isEmpty() || wanted.getFirst().isEmpty()) {
                answer.putFrom(entry, key.tag());
            } else {
                answer.putSequence(key.tag(), entry.items(key.tag()).stream().map(item -> asked(item, wanted.getFirst(),
                        DataSet.itemBuilder(SpecificCharacterSet.UTF_8))).toList());
            }
        }
        return answer.build();
    }
}
