package io.holdfast.job.suggest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Names of files and fields in one spelling, and how near two of them are. */
final class Names {
  private static final String WRAPPINGS =
      "^(item|property|properties|fields|attributes|traits|custom_fields|custom|data|hs|sf|cf)_";

  /** Objects that only group fields. */
  private static final Set<String> GROUPING =
      Set.of(
          "address",
          "billing_address",
          "company_address",
          "custom_data",
          "custom_fields",
          "details",
          "info",
          "metadata",
          "summary",
          "totals");

  /** What other systems write for _id. */
  private static final String ID = "_(code|no|nr|num|number|uuid|guid|key|ref|identifier)$";

  private static final int LAST_PLACE = 6;
  private static final Set<String> NOISE =
      Set.of(
          "sf", "sfdc", "hs", "data", "export", "exports", "extract", "all", "list", "dump", "full",
          "delta", "table", "raw", "dbo", "public", "latest", "history", "csv", "json");

  /** Lower case, words joined by one underscore. */
  static String plain(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "_")
        .replaceAll("^_+|_+$", "");
  }

  /** The ways in which a field's name may be meant, the most literal first. */
  static List<String> readings(Field field, List<String> entityNames) {
    Set<String> readings = new LinkedHashSet<>();
    String whole = plain(field.name());
    readings.add(whole);
    String bare = whole;
    for (String before = ""; !before.equals(bare); ) {
      before = bare;
      bare = bare.replaceFirst(WRAPPINGS, "");
      readings.add(bare);
    }
    readings.add(bare.replaceFirst("_c$", ""));
    readings.add(plain(String.join("_", grouped(field.path()))));
    for (String reading : List.copyOf(readings)) {
      entityNames.stream()
          .filter(name -> reading.startsWith(name + "_"))
          .forEach(name -> readings.add(reading.substring(name.length() + 1)));
    }
    List.copyOf(readings).forEach(reading -> readings.add(reading.replaceFirst(ID, "_id")));
    return List.copyOf(readings);
  }

  /** A path without the objects that only group. */
  private static List<String> grouped(List<String> path) {
    int from = 0;
    while (from < path.size() - 1 && GROUPING.contains(plain(path.get(from)))) {
      from++;
    }
    return path.subList(from, path.size());
  }

  /** The words of a time's name without those that only say that it is one. */
  static String stem(String plain) {
    String stem = plain.replaceFirst("^(date|time|timestamp|datetime)_(of_)?", "");
    stem = stem.replaceFirst("^last_", "");
    for (String before = ""; !before.equals(stem); ) {
      before = stem;
      stem =
          stem.replaceFirst(
              "_(at|on|by|date|day|time|timestamp|datetime|stamp|tstamp|utc|gmt|ts|dt|ms)$", "");
    }
    return stem;
  }

  /** What a field may be the key of: {@code account} for {@code accountId}; empty when of none. */
  static List<String> keyOf(Field field) {
    String plain = plain(field.path().get(field.path().size() - 1)).replaceFirst(ID, "_id");
    return plain.matches(".+_id") ? tokens(plain.replaceFirst("_id$", "")) : List.of();
  }

  /** Whether a plain name is that of a time. */
  static boolean saysWhen(String plain) {
    return plain.matches(
        "(.*_)?(at|on|time|timestamp|date|day|created|updated|modified|start|end|due|until|since|begin"
            + "|ts|tstamp|visit|firstvisit|lastvisit|seen)"
            + "(_date|_utc|_ms)?");
  }

  /** From 0, not meant, to 1: the likeliest word, literally. */
  static double match(List<String> readings, List<String> words) {
    double best = 0;
    for (int r = 0; r < readings.size(); r++) {
      int w = words.indexOf(readings.get(r));
      if (w >= 0) {
        best = Math.max(best, (1 - 0.05 * r) * (1 - 0.03 * w));
      }
    }
    return best;
  }

  /**
   * From 0 to about 1: how much the name of a file speaks for one of these names; below 0 when it
   * speaks for none.
   */
  static double hint(String file, List<String> names) {
    List<String> tokens = tokens(file);
    if (Words.ALL.nothing().stream()
        .anyMatch(words -> ends(tokens, List.of(words.split("_", -1))))) {
      return -1;
    }
    double best = 0;
    for (int i = 0; i < names.size(); i++) {
      List<String> name = Stream.of(names.get(i).split("_", -1)).map(Names::singular).toList();
      double place =
          tokens.equals(name)
              ? 1
              : ends(tokens, name) ? 0.8 : Collections.indexOfSubList(tokens, name) >= 0 ? 0.5 : 0;
      best =
          Math.max(
              best,
              place * (1 - 0.03 * Math.min(i, LAST_PLACE))
                  + (place > 0 ? 0.1 * (name.size() - 1) : 0));
    }
    return best;
  }

  /** Words of a file's name that say something of its content, each singular. */
  static List<String> tokens(String file) {
    List<String> tokens = new ArrayList<>();
    for (String token : plain(file).split("_", -1)) {
      if (!NOISE.contains(token) && !token.matches("v?\\d{3,}|v\\d")) {
        tokens.add(singular(token));
      }
    }
    return tokens;
  }

  private static boolean ends(List<String> tokens, List<String> name) {
    int from = tokens.size() - name.size();
    return from >= 0 && tokens.subList(from, tokens.size()).equals(name);
  }

  private static String singular(String word) {
    if (word.endsWith("ies") && word.length() > 4) {
      return word.substring(0, word.length() - 3) + "y";
    }
    return word.length() > 3 && word.matches(".*[^sui]s")
        ? word.substring(0, word.length() - 1)
        : word;
  }

  private Names() {}
}
