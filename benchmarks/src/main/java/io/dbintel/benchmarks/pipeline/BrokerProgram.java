package io.dbintel.benchmarks.pipeline;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.FreePort;
import java.io.IOException;
import java.nio.file.Path;

/** A broker in a JVM of its own. Argument: its folder. Every request is answered by its address. */
public final class BrokerProgram {

  private BrokerProgram() {}

  /** Runs until standard input ends. */
  public static void main(String[] arguments) throws IOException {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), FreePort.find())) {
      ChildJvm.answer(request -> kafka.bootstrapServers());
    }
    System.exit(0);
  }
}
