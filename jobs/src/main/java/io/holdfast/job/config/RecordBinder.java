package io.holdfast.job.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Binds YAML nodes to records: snake_case keys to components, unknown keys refused. */
final class RecordBinder {
  private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");
  private static final Map<Class<?>, Function<String, Object>> SCALARS =
      Map.ofEntries(
          Map.entry(String.class, s -> s),
          Map.entry(Secret.class, Secret::new),
          Map.entry(int.class, Integer::valueOf),
          Map.entry(Integer.class, Integer::valueOf),
          Map.entry(long.class, Long::valueOf),
          Map.entry(Long.class, Long::valueOf),
          Map.entry(double.class, Double::valueOf),
          Map.entry(Double.class, Double::valueOf),
          Map.entry(BigDecimal.class, BigDecimal::new),
          Map.entry(boolean.class, RecordBinder::flag),
          Map.entry(Boolean.class, RecordBinder::flag),
          Map.entry(LocalDate.class, LocalDate::parse),
          Map.entry(ZoneId.class, ZoneId::of),
          Map.entry(Path.class, Path::of));

  private final String file;
  private final Problems problems;
  private final UnaryOperator<String> environment;

  RecordBinder(String file, Problems problems, UnaryOperator<String> environment) {
    this.file = file;
    this.problems = problems;
    this.environment = environment;
  }

  Object bind(Node node, Class<?> type) {
    return value(node, type, "");
  }

  private Object value(Node node, Type type, String path) {
    if (node.getTag().equals(Tag.NULL)) {
      return null;
    }
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == Map.class
          ? map(node, generic.getActualTypeArguments()[1], path)
          : list(node, generic.getActualTypeArguments()[0], path);
    }
    Class<?> raw = (Class<?>) type;
    if (!raw.isRecord()) {
      return scalar(node, raw, path);
    }
    Optional<Method> shortForm = node instanceof ScalarNode ? shortForm(raw) : Optional.empty();
    return shortForm.isPresent() ? made(shortForm.get(), node, path) : record(node, raw, path);
  }

  /** A record with a static {@code of(String)} may be written as a single value. */
  private static Optional<Method> shortForm(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getName().equals("of") && Modifier.isStatic(method.getModifiers()))
        .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}))
        .findFirst();
  }

  private Object made(Method shortForm, Node node, String path) {
    Object text = scalar(node, String.class, path);
    try {
      return text == null ? null : shortForm.invoke(null, text);
    } catch (InvocationTargetException e) {
      return problem(node, path, String.valueOf(e.getCause().getMessage()));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("Cannot call " + shortForm, e);
    }
  }

  private Object record(Node node, Class<?> type, String path) {
    if (!(node instanceof MappingNode mapping)) {
      return problem(node, path, "should hold keys and values");
    }
    Map<String, RecordComponent> known = new LinkedHashMap<>();
    Arrays.stream(type.getRecordComponents()).forEach(c -> known.put(snake(c.getName()), c));
    Map<String, Object> values = new LinkedHashMap<>();
    int before = problems.all().size();
    int ofKeys = 0;
    for (NodeTuple entry : mapping.getValue()) {
      String key = ((ScalarNode) entry.getKeyNode()).getValue();
      RecordComponent component = known.get(key);
      if (component == null) {
        problem(
            entry.getKeyNode(),
            join(path, key),
            "is not a known key." + Nearest.hint(key, known.keySet()));
        ofKeys++;
      } else if (values.containsKey(key)) {
        problem(entry.getKeyNode(), join(path, key), "stands twice; keep one");
        ofKeys++;
      } else {
        values.put(key, value(entry.getValueNode(), component.getGenericType(), join(path, key)));
      }
    }
    for (RecordComponent component : known.values()) {
      String key = snake(component.getName());
      if (component.getType().isPrimitive()
          && values.get(key) == null
          && problems.all().size() == before) {
        problem(node, join(path, key), "is required");
      }
    }
    int found = problems.all().size() - before;
    // Values that can be read are judged beside keys that are not known: all is told at once.
    boolean readable = found == ofKeys && hasPrimitives(known, values);
    Object made = readable ? construct(node, type, known, values, path) : null;
    return found == 0 ? made : null;
  }

  private static boolean hasPrimitives(
      Map<String, RecordComponent> known, Map<String, Object> values) {
    return known.entrySet().stream()
        .noneMatch(e -> e.getValue().getType().isPrimitive() && values.get(e.getKey()) == null);
  }

  private Object construct(
      Node node,
      Class<?> type,
      Map<String, RecordComponent> known,
      Map<String, Object> values,
      String path) {
    try {
      Class<?>[] types =
          known.values().stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
      Object[] arguments =
          known.entrySet().stream()
              .map(e -> values.getOrDefault(e.getKey(), empty(e.getValue().getType())))
              .toArray();
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      return problem(node, path, String.valueOf(e.getCause().getMessage()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot construct " + type, e);
    }
  }

  private static Object empty(Class<?> type) {
    return type == List.class ? List.of() : type == Map.class ? Map.of() : null;
  }

  private Map<String, Object> map(Node node, Type valueType, String path) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problem(node, path, "should hold keys and values");
      return map;
    }
    for (NodeTuple entry : mapping.getValue()) {
      String key = ((ScalarNode) entry.getKeyNode()).getValue();
      if (map.put(key, value(entry.getValueNode(), valueType, join(path, key))) != null) {
        problem(entry.getKeyNode(), join(path, key), "stands twice; keep one");
      }
    }
    return map;
  }

  /** A single value stands for a list of one. */
  private List<Object> list(Node node, Type elementType, String path) {
    List<Object> list = new ArrayList<>();
    if (node instanceof ScalarNode) {
      list.add(value(node, elementType, path));
      return list;
    }
    if (!(node instanceof SequenceNode sequence)) {
      problem(node, path, "should be a list");
      return list;
    }
    for (Node element : sequence.getValue()) {
      list.add(value(element, elementType, "%s[%d]".formatted(path, list.size())));
    }
    return list;
  }

  private Object scalar(Node node, Class<?> type, String path) {
    if (!(node instanceof ScalarNode scalar)) {
      return problem(node, path, "should be a single value");
    }
    String text = withEnvironment(scalar, path);
    try {
      return type.isEnum() ? constant(type, text) : SCALARS.get(type).apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      return problem(node, path, "'%s' is not %s".formatted(scalar.getValue(), expected(type)));
    }
  }

  private String withEnvironment(ScalarNode scalar, String path) {
    return ENVIRONMENT
        .matcher(scalar.getValue())
        .replaceAll(
            found -> {
              String value = environment.apply(found.group(1));
              if (value == null) {
                problem(
                    scalar, path, "environment variable %s is not set".formatted(found.group(1)));
              }
              return Matcher.quoteReplacement(value == null ? "" : value);
            });
  }

  private static Object constant(Class<?> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(c -> c.toString().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text));
  }

  private static String expected(Class<?> type) {
    if (type.isEnum()) {
      return "one of "
          + String.join(
              ", ",
              Arrays.stream(type.getEnumConstants())
                  .map(c -> c.toString().toLowerCase(Locale.ROOT))
                  .toList());
    }
    return switch (type.getSimpleName()) {
      case "int", "Integer", "long", "Long" -> "a whole number";
      case "double", "Double", "BigDecimal" -> "a number";
      case "boolean", "Boolean" -> "true or false";
      case "LocalDate" -> "a day such as 2024-12-31";
      case "ZoneId" -> "a time zone such as Europe/Berlin";
      default -> "a " + type.getSimpleName();
    };
  }

  private static Boolean flag(String text) {
    return switch (text) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private Object problem(Node node, String path, String message) {
    String place =
        node.getStartMark() == null ? "--set" : file + ":" + (node.getStartMark().getLine() + 1);
    problems.add(place, path.isEmpty() ? message : path + " " + message);
    return null;
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String snake(String camel) {
    return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
