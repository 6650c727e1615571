package io.dbintel.runtime.config;

import io.dbintel.runtime.config.ConfigNode.Absent;
import io.dbintel.runtime.config.ConfigNode.Mapping;
import io.dbintel.runtime.config.ConfigNode.Scalar;
import io.dbintel.runtime.config.ConfigNode.Sequence;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads one YAML document into a tree. Values remain text: the types of the record apply, not those
 * of YAML.
 */
final class YamlReader {

  /** Limits how much repeated anchors can expand a document. */
  private static final int MAX_COLLECTION_ALIASES = 20;

  private static final int DEEPEST_NESTING = 30;

  private final String fileName;
  private final ProblemCollector problems;

  YamlReader(String fileName, ProblemCollector problems) {
    this.fileName = fileName;
    this.problems = problems;
  }

  /** The document's tree; on a syntax error an empty mapping, with the problem reported. */
  ConfigNode read(String text) {
    try {
      Node root = new Yaml(options()).compose(new StringReader(text));
      return root == null ? new Mapping(fileName, Map.of()) : convert(root, at(root), "", 0);
    } catch (MarkedYAMLException malformed) {
      Mark mark = malformed.getProblemMark();
      String location = mark == null ? fileName : fileName + ":" + (mark.getLine() + 1);
      report(location, withoutContent(malformed.getProblem()));
    } catch (YAMLException malformed) {
      report(fileName, "text that is not a YAML document");
    }
    return new Mapping(fileName, Map.of());
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(MAX_COLLECTION_ALIASES);
    options.setNestingDepthLimit(DEEPEST_NESTING);
    return options;
  }

  /** The parser quotes the text at the error, which may be part of a password. */
  private static String withoutContent(String problem) {
    if (problem == null) {
      return "a syntax error";
    }
    return problem
        .replaceFirst("undefined alias.*", "undefined alias")
        .replaceAll("'[^']*'", "…")
        .replaceAll("\\([^)]*\\)", "")
        .strip();
  }

  private void report(String location, String found) {
    problems.add(
        "",
        location,
        found,
        "one YAML document",
        "fix the syntax; quote values that begin with one of * & ! % @ ` or contain ': ' or ' #'");
  }

  private ConfigNode convert(Node node, String location, String path, int depth) {
    if (depth > DEEPEST_NESTING) {
      problems.add(
          path,
          location,
          "an anchor that contains itself",
          "a finite tree",
          "repeat the content instead of the alias");
      return new Absent(location);
    }
    if (node instanceof MappingNode mapping) {
      return convertMapping(mapping, location, path, depth);
    }
    if (node instanceof SequenceNode sequence) {
      List<ConfigNode> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(convert(item, at(item), ConfigPath.item(path, items.size()), depth + 1));
      }
      return new Sequence(location, List.copyOf(items));
    }
    ScalarNode scalar = (ScalarNode) node;
    return Tag.NULL.equals(scalar.getTag())
        ? new Absent(location)
        : new Scalar(location, scalar.getValue(), scalar.getValue());
  }

  private ConfigNode convertMapping(MappingNode mapping, String location, String path, int depth) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String keyLocation = at(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(
            path, keyLocation, "a key that is a collection", "text keys", "use text as the key");
        continue;
      }
      String entryPath = ConfigPath.child(path, key.getValue());
      ConfigNode entry = convert(tuple.getValueNode(), keyLocation, entryPath, depth + 1);
      if (entries.putIfAbsent(key.getValue(), entry) != null) {
        problems.add(
            entryPath, keyLocation, "a duplicate key", "each key once", "remove one of the two");
      }
    }
    return new Mapping(location, entries);
  }

  private String at(Node node) {
    return fileName + ":" + (node.getStartMark().getLine() + 1);
  }
}
