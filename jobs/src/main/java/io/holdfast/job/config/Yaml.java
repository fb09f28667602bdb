package io.holdfast.job.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML files into records, noting every problem with its file and line. */
public final class Yaml {
  private final Problems problems;
  private final UnaryOperator<String> environment;

  /**
   * @param environment value of an environment variable, or null
   */
  public Yaml(Problems problems, UnaryOperator<String> environment) {
    this.problems = problems;
    this.environment = environment;
  }

  /** The file as a record, or null after noting why not. */
  public <T> T read(Path file, Class<T> type) {
    return read(file, type, Map.of());
  }

  /**
   * The file as a record, or null after noting why not.
   *
   * @param overrides values by dotted key, as {@code --set} gives them
   */
  public <T> T read(Path file, Class<T> type, Map<String, String> overrides) {
    try {
      Node root = root(file);
      if (root == null) {
        problems.add(file.toString(), "is empty; see docs for what it should hold");
        return null;
      }
      for (Map.Entry<String, String> override : overrides.entrySet()) {
        root = set(root, override.getKey(), override.getValue());
      }
      return type.cast(new RecordBinder(file.toString(), problems, environment).bind(root, type));
    } catch (NoSuchFileException e) {
      problems.add(file.toString(), "is missing; create it or name another folder with --conf");
    } catch (MarkedYAMLException e) {
      problems.add(
          "%s:%d".formatted(file, e.getProblemMark().getLine() + 1),
          "is not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      problems.add(file.toString(), "is not YAML: " + e.getMessage());
    } catch (CharacterCodingException e) {
      problems.add(file.toString(), "is not written in UTF-8; save it so");
    } catch (IOException e) {
      problems.add(file.toString(), "cannot be read: " + e.getMessage());
    }
    return null;
  }

  /** A single value at the top of a file, if it can be read. */
  static Optional<String> value(Path file, String key) {
    try {
      return root(file) instanceof MappingNode mapping
          ? mapping.getValue().stream()
              .filter(
                  entry -> entry.getKeyNode() instanceof ScalarNode k && k.getValue().equals(key))
              .filter(entry -> entry.getValueNode() instanceof ScalarNode)
              .map(entry -> ((ScalarNode) entry.getValueNode()).getValue())
              .findFirst()
          : Optional.empty();
    } catch (IOException | YAMLException e) {
      return Optional.empty();
    }
  }

  private static Node root(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Composer(
              new ParserImpl(new StreamReader(reader), new LoaderOptions()),
              new Resolver(),
              new LoaderOptions())
          .getSingleNode();
    }
  }

  private static Node set(Node node, String key, String value) {
    String head = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
    Map<String, NodeTuple> entries = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(t -> entries.put(((ScalarNode) t.getKeyNode()).getValue(), t));
    }
    Node before = entries.containsKey(head) ? entries.get(head).getValueNode() : null;
    Node after =
        head.equals(key) ? value(value) : set(before, key.substring(head.length() + 1), value);
    entries.put(
        head, new NodeTuple(new ScalarNode(Tag.STR, head, null, null, ScalarStyle.PLAIN), after));
    Mark start = node == null ? null : node.getStartMark();
    return new MappingNode(
        Tag.MAP, true, List.copyOf(entries.values()), start, null, FlowStyle.BLOCK);
  }

  /** A single value, or a list written {@code [a, b]}. */
  private static Node value(String text) {
    if (text.startsWith("[") && text.endsWith("]")) {
      List<Node> values =
          Arrays.stream(text.substring(1, text.length() - 1).split(","))
              .map(String::strip)
              .filter(value -> !value.isEmpty())
              .map(Yaml::value)
              .toList();
      return new SequenceNode(Tag.SEQ, true, values, null, null, FlowStyle.FLOW);
    }
    Tag tag = new Resolver().resolve(NodeId.scalar, text, true);
    return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
  }
}
