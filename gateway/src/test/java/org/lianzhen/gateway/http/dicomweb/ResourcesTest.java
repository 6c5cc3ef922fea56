package org.lianzhen.gateway.http.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.archive.Scope;

class ResourcesTest {

    @Test
    void studiesSeriesAndInstancesHaveTheirPlaces() {
        assertThat(Resources.path(new Scope("1.2", null, null))).isEqualTo("/dicom-web/studies/1.2");
        assertThat(Resources.path(new Scope("1.2", "1.3", null))).isEqualTo("/dicom-web/studies/1.2/series/1.3");
        assertThat(Resources.path(new Scope("1.2", "1.3", "1.4")))
                .isEqualTo("/dicom-web/studies/1.2/series/1.3/instances/1.4");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = { "1.2/..", "1.2a", "1 2", "11111111111111111111111111111111111111111111111111111111111111111" })
    void whatIsNoUidIsNone(String text) {
        assertThat(Resources.isUid(text)).isFalse();
    }

    @Test
    void knowsUids() {
        assertThat(Resources.isUid("1.2.840.10008.1.1")).isTrue();
    }
}
