package org.lianzhen.gateway.app.bench;

import picocli.CommandLine.Command;

@Command(name = "receiver", hidden = true)
final class ReceiverCommand {
}
