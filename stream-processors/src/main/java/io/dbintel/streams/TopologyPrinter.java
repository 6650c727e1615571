package io.dbintel.streams;

import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/** Draws the topology as it is built, so that no picture of it can be wrong. */
final class TopologyPrinter {
  private TopologyPrinter() {}

  static TopologyDescription describe() {
    ProcessorsConfig config = ProcessorsConfig.at("localhost:9092");
    return new DatabaseIntelligenceTopology(
            config.operators(),
            new BundledSchemaRegistry(),
            OperatorCounts.NONE,
            new StreamsConfig(StreamsProperties.of(config)))
        .get()
        .describe();
  }

  /** As Kafka Streams prints it. */
  static String text() {
    return describe().toString();
  }

  /** As a Mermaid flowchart in the order the data takes: topics are rounded, stores cylinders. */
  static String mermaid() {
    StringBuilder chart = new StringBuilder("flowchart LR\n");
    for (Subtopology part : describe().subtopologies()) {
      Deque<Node> ahead = new ArrayDeque<>(byName(part.nodes(), Source.class::isInstance));
      Set<String> drawn = new HashSet<>();
      while (!ahead.isEmpty()) {
        Node node = ahead.removeFirst();
        if (drawn.add(node.name())) {
          draw(chart, node);
          ahead.addAll(byName(node.successors(), next -> !(next instanceof Sink)));
        }
      }
    }
    return chart.toString();
  }

  private static List<Node> byName(Set<Node> nodes, Predicate<Node> wanted) {
    return nodes.stream().filter(wanted).sorted(Comparator.comparing(Node::name)).toList();
  }

  private static void draw(StringBuilder chart, Node node) {
    if (node instanceof Source source) {
      source.topicSet().forEach(topic -> line(chart, topic(topic), "-->", node.name()));
    } else if (node instanceof Processor processor) {
      for (String store : new TreeSet<>(processor.stores())) {
        line(chart, node.name(), "<-->", store + "-store[(" + store + ")]");
      }
    }
    for (Node next : byName(node.successors(), any -> true)) {
      line(
          chart, node.name(), "-->", next instanceof Sink sink ? topic(sink.topic()) : next.name());
    }
  }

  private static String topic(String name) {
    return name.replace('.', '_') + "([" + name + "])";
  }

  private static void line(StringBuilder chart, String from, String arrow, String to) {
    chart.append("  ").append(from).append(' ').append(arrow).append(' ').append(to).append('\n');
  }
}
