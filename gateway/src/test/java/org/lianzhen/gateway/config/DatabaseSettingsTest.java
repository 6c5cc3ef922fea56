package org.lianzhen.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {
    @Test
    void readsAnAddress() {
        assertThat(DatabaseSettings.of("postgresql://lz:p%40ss:word@db.county:6432/images"))
                .isEqualTo(new DatabaseSettings("db.county", 6432, "images", "lz", "p@ss:word"));
    }

    @Test
    void knowsTheUsualPortAndAnAccountWithoutPassword() {
        assertThat(DatabaseSettings.of("postgresql://lz@127.0.0.1/images"))
                .isEqualTo(new DatabaseSettings("127.0.0.1", 5432, "images", "lz", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "images", "mysql://lz:x@h/images", "postgresql://h/images", "postgresql://lz@h",
            "postgresql://lz@h/", "postgresql://lz@/images", "postgresql://lz@h:x/images", "postgresql:images" })
    void refusesEverythingElse(String text) {
        assertThat(DatabaseSettings.of(text)).isNull();
    }

    @Test
    void neverShowsThePassword() {
        assertThat(DatabaseSettings.of("postgresql://lz:secret@h/images")).asString().isEqualTo("lz@h:5432/images");
    }
}
