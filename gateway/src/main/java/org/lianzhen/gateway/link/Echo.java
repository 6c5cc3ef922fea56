package org.lianzhen.gateway.link;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.CEchoRq;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.DataSetSink;
import org.lianzhen.dicom.net.Invocation;
import org.lianzhen.dicom.net.ResponseListener;

/** C-ECHO on an association that is there: the time it takes is that of the line, and nothing else. */
final class Echo implements ResponseListener {
    private final CompletableFuture<DimseResponse> answer = new CompletableFuture<>();

    private Echo() {}

    static CompletionStage<DimseResponse> send(Association association, int contextId) {
        var echo = new Echo();
        association.invoke(Invocation.of(contextId, new CEchoRq(association.nextMessageId(), SopClass.Verification)),
                echo);
        return echo.answer;
    }

    @Override
    public @Nullable DataSetSink onResponse(DimseResponse response) {
        answer.complete(response);
        return null;
    }

    @Override
    public void onFailed(Throwable cause) {
        answer.completeExceptionally(cause);
    }
}
