import { expect, test } from "vitest";
import { answerOf } from "./channel-answers";

test.each([
  ["shown", "shown", ""],
  ["no page is open", "noPage", ""],
  ["this channel is not set up", "notSetUp", ""],
  ["this channel is turned off", "turnedOff", ""],
  ["taken by mail.example", "takenBy", "mail.example"],
  ["no answer in time", "late", ""],
  ["HTTP 200", "taken", "200"],
  ["HTTP 401", "notAllowed", "401"],
  ["HTTP 404 <html>", "wrongAddress", "404"],
  ["HTTP 302", "wrongAddress", "302"],
  ["HTTP 429", "tooMany", "429"],
  ["HTTP 503", "theirFault", "503"],
  ["HTTP 400", "notUnderstood", "400"],
  ["SMTP 535", "notAllowed", "535"],
  ["SMTP 550", "mailRefused", "550"],
  ["SMTP 421", "mailLater", "421"],
  ["java.nio.file.NoSuchFileException: /data/channels/gone.txt", "noFile", "gone.txt"],
  ["java.net.UnknownHostException: mail.example", "noHost", ""],
  ["javax.net.ssl.SSLHandshakeException: Failed to create SSL connection", "notTrusted", ""],
  ["NoStackTraceTimeoutException", "late", ""],
  [
    "io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: /127.0.0.1:9",
    "nobodyThere",
    "",
  ],
])("%s", (detail, key, value) => {
  expect(answerOf(detail)).toEqual({ key, value });
});

test("what a gateway of short messages says itself keeps its own words", () => {
  expect(answerOf('HTTP 200 {"code":7}')).toBeUndefined();
});
