package io.dbintel.systemtests.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The skipped tests of a build, as Surefire's XML reports tell them.
 *
 * @param run number of tests that the reports hold, skipped ones included
 * @param testsByMessage names of the skipped tests by the message of the skip
 */
record SkippedTests(int run, Map<String, List<String>> testsByMessage) {

  /** An accepted kind of skip: what its message contains, and why a machine may skip the test. */
  record Allowed(String text, String reason) {

    static Allowed parse(String line) {
      String[] parts = line.split("\\|", 2);
      if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
        throw new IllegalArgumentException(
            "'" + line + "' is not an allowed kind of skip; expected: text | reason");
      }
      return new Allowed(parts[0].strip(), parts[1].strip());
    }
  }

  /** The lines of the file that lists what is allowed, without comments and blank lines. */
  static List<Allowed> allowed(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Allowed::parse)
        .toList();
  }

  /**
   * Reads {@code MODULE/target/surefire-reports/TEST-*.xml}.
   *
   * @param root folder with the modules
   * @param since reports written earlier are left out: they are of an earlier build
   */
  static SkippedTests read(Path root, Instant since) throws IOException {
    int run = 0;
    Map<String, List<String>> skipped = new TreeMap<>();
    for (Path report : reports(root)) {
      if (Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
        continue;
      }
      NodeList tests = testCases(report);
      run += tests.getLength();
      for (int i = 0; i < tests.getLength(); i++) {
        Element test = (Element) tests.item(i);
        NodeList skips = test.getElementsByTagName("skipped");
        if (skips.getLength() > 0) {
          String name = test.getAttribute("classname") + "." + test.getAttribute("name");
          skipped
              .computeIfAbsent(message((Element) skips.item(0)), m -> new ArrayList<>())
              .add(name);
        }
      }
    }
    return new SkippedTests(run, skipped);
  }

  private static List<Path> reports(Path root) throws IOException {
    List<Path> reports = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module : modules.sorted().toList()) {
        Path folder = module.resolve("target/surefire-reports");
        if (Files.isDirectory(folder)) {
          try (Stream<Path> files = Files.list(folder)) {
            files
                .filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                .sorted()
                .forEach(reports::add);
          }
        }
      }
    }
    return reports;
  }

  private static NodeList testCases(Path report) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(report.toFile()).getElementsByTagName("testcase");
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(report + " is not a test report: " + e.getMessage(), e);
    }
  }

  /**
   * A disabled test's reason is an attribute; an assumption's is the first line of a stack trace.
   */
  private static String message(Element skip) {
    String attribute = skip.getAttribute("message").strip();
    String message = attribute.isEmpty() ? skip.getTextContent().strip() : attribute;
    return message
        .lines()
        .findFirst()
        .map(line -> line.replaceFirst("^[\\w.$]+: (Assumption failed: )?", ""))
        .orElse("no message");
  }

  /** Messages that no allowed kind covers. */
  List<String> notAllowed(List<Allowed> allowed) {
    return testsByMessage.keySet().stream()
        .filter(message -> allowed.stream().noneMatch(kind -> message.contains(kind.text())))
        .toList();
  }

  /** Lines for the log of the build: how many tests were skipped, and why. */
  String describe(List<Allowed> allowed) {
    int skipped = testsByMessage.values().stream().mapToInt(List::size).sum();
    StringBuilder lines = new StringBuilder();
    lines.append(run).append(" tests, ").append(skipped).append(" of them skipped\n");
    testsByMessage.forEach(
        (message, tests) -> {
          lines.append("  ").append(tests.size()).append("  ").append(message).append('\n');
          lines.append("     ").append(String.join(", ", tests)).append('\n');
          lines.append("     ").append(verdict(message, allowed)).append('\n');
        });
    return lines.toString();
  }

  private static String verdict(String message, List<Allowed> allowed) {
    return allowed.stream()
        .filter(kind -> message.contains(kind.text()))
        .findFirst()
        .map(kind -> "allowed: " + kind.reason())
        .orElse("NOT ALLOWED: not listed in .ci/allowed-skips.txt");
  }
}
