package org.lianzhen.gateway.http.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.gateway.backup.BackupFault;
import org.lianzhen.gateway.http.operations.Health.Check;

class CheckWordsTest {
    @ParameterizedTest
    @EnumSource(BackupFault.class)
    void everyFaultHasWordsInBothLanguages(BackupFault fault) {
        Check check = Check.warning("backup", "backup.failed." + fault, "2026-03-01");
        assertThat(CheckWords.of(check, Locale.ENGLISH)).contains("2026-03-01", "backup").matches("\\P{IsHan}*");
        assertThat(CheckWords.of(check, Locale.SIMPLIFIED_CHINESE)).contains("2026-03-01", "备份");
    }

    @Test
    void bothLanguagesHaveTheSameSentences() {
        String bundle = CheckWords.class.getPackageName() + ".checks";
        assertThat(ResourceBundle.getBundle(bundle, Locale.ENGLISH).keySet())
                .isEqualTo(ResourceBundle.getBundle(bundle, Locale.SIMPLIFIED_CHINESE).keySet());
    }
}
