package io.dbintel.streams;

import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.Comparator;
import java.util.List;
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

  /** As a Mermaid flowchart: topics are rounded, stores are cylinders. */
  static String mermaid() {
    StringBuilder chart = new StringBuilder("flowchart LR\n");
    for (Subtopology part : describe().subtopologies()) {
      List<Node> nodes = part.nodes().stream().sorted(Comparator.comparing(Node::name)).toList();
      nodes.forEach(node -> node(chart, node));
      nodes.forEach(node -> edges(chart, node));
    }
    return chart.toString();
  }

  private static void node(StringBuilder chart, Node node) {
    if (node instanceof Source source) {
      for (String topic : source.topicSet()) {
        chart.append("  ").append(topic).append("([").append(topic).append("]) --> ");
        chart.append(node.name()).append('\n');
      }
    } else if (node instanceof Sink sink) {
      chart.append("  ").append(node.name()).append("-sink --> ");
      chart.append(sink.topic()).append("([").append(sink.topic()).append("])\n");
    } else {
      chart.append("  ").append(node.name()).append('[').append(node.name()).append("]\n");
    }
  }

  private static void edges(StringBuilder chart, Node node) {
    node.successors().stream()
        .sorted(Comparator.comparing(Node::name))
        .forEach(
            next -> {
              String name = next instanceof Sink ? next.name() + "-sink" : next.name();
              chart.append("  ").append(node.name()).append(" --> ").append(name).append('\n');
            });
    if (node instanceof Processor processor) {
      processor.stores().stream()
          .sorted()
          .forEach(
              store -> {
                chart.append("  ").append(node.name()).append(" <--> ");
                chart.append(store).append("-store[(").append(store).append(")]\n");
              });
    }
  }
}
