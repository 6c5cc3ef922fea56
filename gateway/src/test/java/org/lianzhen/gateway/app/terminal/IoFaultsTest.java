package org.lianzhen.gateway.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IoFaultsTest {
    private final IoFaults english = new IoFaults(Language.ENGLISH);
    private final IoFaults chinese = new IoFaults(Language.CHINESE);

    @Test
    void exceptionsThatNameAPathOnlyGetAReason() {
        assertThat(english.why(new NoSuchFileException("/a"))).isEqualTo("there is no such file or folder");
        assertThat(english.why(new AccessDeniedException("/a"))).isEqualTo("permission denied");
        assertThat(english.why(new FileAlreadyExistsException("/a"))).isEqualTo("there is a file of that name");
        assertThat(chinese.why(new AccessDeniedException("/a"))).isEqualTo("没有权限");
    }

    @ParameterizedTest
    @CsvSource({ "No space left on device,the disk is full,磁盘已满", "Disk quota exceeded,the disk is full,磁盘已满",
            "Read-only file system,the disk is read-only,磁盘为只读",
            "Not a directory,a part of the path is no folder,路径中有一部分不是文件夹",
            "bind(..) failed with error(-98): Address already in use,another program uses this port,端口已被其他程序占用",
            "bind(..) failed with error(-13): Permission denied,permission denied,没有权限",
            "Cannot assign requested address,this machine has no such address,本机没有这个地址" })
    void usualReasonsOfTheSystemAreTranslated(String said, String inEnglish, String inChinese) {
        assertThat(english.why(new IOException(said))).isEqualTo(inEnglish);
        assertThat(chinese.why(new FileSystemException("/a", null, said))).isEqualTo(inChinese);
    }

    @Test
    void theSystemsOwnWordsAreBetterThanNone() {
        assertThat(english.why(new IOException("Input/output\nerror"))).isEqualTo("Input/output\\nerror");
        assertThat(english.why(new FileSystemException("/a", null, "Too many open files")))
                .isEqualTo("Too many open files");
        assertThat(chinese.why(new IOException((String) null))).isEqualTo("null");
    }
}
