package org.lianzhen.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingTest {
    @Test
    void namesFollowFromOneAnother() {
        assertThat(Setting.DICOM_TLS_CLIENT_CA.key()).isEqualTo("dicom-tls-client-ca");
        assertThat(Setting.DICOM_TLS_CLIENT_CA.flag()).isEqualTo("--dicom-tls-client-ca");
        assertThat(Setting.DICOM_TLS_CLIENT_CA.environmentVariable()).isEqualTo("LIANZHEN_DICOM_TLS_CLIENT_CA");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void fileKnowsEverySettingButItself(Setting setting) {
        assertThat(Setting.ofFileKey(setting.key())).isEqualTo(setting == Setting.CONFIG ? null : setting);
    }

    @Test
    void profilesHaveNames() {
        assertThat(TlsProfileName.texts()).containsExactly("bcp195", "bcp195-modified", "bcp195-non-downgrading",
                "bcp195-extended");
        assertThat(TlsProfileName.texts()).allSatisfy(text -> assertThat(TlsProfileName.of(text)).isNotNull());
        assertThat(TlsProfileName.of("BCP195")).isNull();
    }
}
