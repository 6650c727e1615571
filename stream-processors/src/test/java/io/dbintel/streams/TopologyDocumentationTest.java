package io.dbintel.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Subtopology;
import org.junit.jupiter.api.Test;

class TopologyDocumentationTest {
  private static final Path PAGE =
      Path.of(System.getProperty("dbintel.root", ".."), "docs", "topology.md");
  private static final Path RELEASED = Path.of("src/test/resources/released/0.1/topology.txt");

  @Test
  void pageShowsTheTopologyAsItIs() throws IOException {
    assertThat(Files.readString(PAGE))
        .as("docs/topology.md; take the chart from: dbintel-processors topology --format mermaid")
        .contains("```mermaid\n" + TopologyPrinter.mermaid() + "```");
  }

  @Test
  void subTopologiesAndStoresAreThoseOfTheLastRelease() throws IOException {
    assertThat(outline())
        .as("a change here needs a new application id or a migration of the state")
        .isEqualTo(Files.readString(RELEASED));
  }

  private static String outline() {
    StringBuilder outline = new StringBuilder();
    for (Subtopology part : TopologyPrinter.describe().subtopologies()) {
      outline.append("sub-topology ").append(part.id()).append('\n');
      part.nodes().stream()
          .filter(Processor.class::isInstance)
          .map(Processor.class::cast)
          .flatMap(node -> node.stores().stream().map(store -> store + " of " + node.name()))
          .sorted()
          .forEach(line -> outline.append("  store ").append(line).append('\n'));
    }
    return outline.toString();
  }
}
