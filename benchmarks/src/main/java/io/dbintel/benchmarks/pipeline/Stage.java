package io.dbintel.benchmarks.pipeline;

import java.util.List;

/**
 * A step of a stream thread's work, told from a stack trace: the innermost frame that belongs to a
 * step decides. Compression and sending belong to the step that asked for them.
 */
enum Stage {
  CONSUME("consume, decompress"),
  DECODE("decode, validate"),
  VERIFY("verify texts"),
  READ("store reads"),
  OPERATORS("operators"),
  STATE("values to and from bytes"),
  WRITE("store writes"),
  CHANGELOG("changelog: produce, compress"),
  RESULTS("results: map, encode"),
  PRODUCE("results: produce, compress"),
  COMMIT("commit"),
  OTHER("other");

  /** What runs the operators: everything of {@link #OPERATORS} that belongs to none of them. */
  static final String NO_OPERATOR = "(around operators)";

  private static final String OPERATOR_PACKAGES = "io.dbintel.streams.operators.";

  private static final List<Rule> RULES =
      List.of(
          new Rule(CHANGELOG, "org.apache.kafka.streams.state.internals.ChangeLogging", ""),
          new Rule(WRITE, "org.apache.kafka.streams.state.internals.RocksDBStore", "put"),
          new Rule(WRITE, "org.apache.kafka.streams.state.internals.RocksDBStore", "delete"),
          new Rule(READ, "org.apache.kafka.streams.state.internals.RocksDBStore", "get"),
          new Rule(READ, "org.apache.kafka.streams.state.internals.RocksDBStore", "range"),
          new Rule(READ, "org.apache.kafka.streams.state.internals.RocksDbIterator", ""),
          new Rule(READ, "org.apache.kafka.streams.state.internals.RocksDBRangeIterator", ""),
          new Rule(WRITE, "org.apache.kafka.streams.state.internals.MeteredKeyValueStore", "put"),
          new Rule(
              WRITE, "org.apache.kafka.streams.state.internals.MeteredKeyValueStore", "delete"),
          new Rule(READ, "org.apache.kafka.streams.state.internals.MeteredKeyValueStore", ""),
          new Rule(RESULTS, "io.dbintel.schemas.serde.AvroSerializer", ""),
          new Rule(RESULTS, "io.dbintel.schemas.serde.EncodedRecord", ""),
          new Rule(PRODUCE, "org.apache.kafka.streams.processor.internals.SinkNode", ""),
          new Rule(RESULTS, "io.dbintel.streams.results.", ""),
          new Rule(STATE, "io.dbintel.streams.operator.SectionedState", ""),
          new Rule(STATE, "io.dbintel.streams.operator.StateWriter", ""),
          new Rule(OPERATORS, "io.dbintel.streams.operator", ""),
          new Rule(OPERATORS, "io.dbintel.streams.processors.", ""),
          new Rule(OPERATORS, "io.dbintel.benchmarks.pipeline.", ""),
          new Rule(VERIFY, "io.dbintel.streams.verification.", ""),
          new Rule(DECODE, "io.dbintel.streams.validation.", ""),
          new Rule(COMMIT, "org.apache.kafka.streams.processor.internals.TaskExecutor", "commit"),
          new Rule(COMMIT, "org.apache.kafka.streams.processor.internals.TaskManager", "commit"),
          new Rule(
              COMMIT, "org.apache.kafka.streams.processor.internals.StreamThread", "maybeCommit"),
          new Rule(
              CONSUME, "org.apache.kafka.streams.processor.internals.StreamThread", "pollRequests"),
          new Rule(CONSUME, "org.apache.kafka.clients.consumer.", ""));

  private final String label;

  Stage(String label) {
    this.label = label;
  }

  /** What people call it. */
  String label() {
    return label;
  }

  private record Rule(Stage stage, String type, String method) {
    boolean holds(String frameType, String frameMethod) {
      return frameType.startsWith(type) && frameMethod.startsWith(method);
    }
  }

  /** A method on a stack, innermost first in a list of them. */
  record Frame(String type, String method) {}

  /** Package of the operator that the innermost frame of one belongs to. */
  static String operator(List<Frame> stack) {
    for (Frame frame : stack) {
      if (frame.type().startsWith(OPERATOR_PACKAGES)) {
        String rest = frame.type().substring(OPERATOR_PACKAGES.length());
        return rest.substring(0, rest.indexOf('.'));
      }
    }
    return NO_OPERATOR;
  }

  /** The step that the innermost known frame belongs to. */
  static Stage of(List<Frame> stack) {
    for (Frame frame : stack) {
      for (Rule rule : RULES) {
        if (rule.holds(frame.type(), frame.method())) {
          return rule.stage();
        }
      }
    }
    return OTHER;
  }
}
