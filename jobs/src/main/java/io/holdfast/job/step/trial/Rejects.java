package io.holdfast.job.step.trial;

import static org.apache.spark.sql.functions.col;

import io.holdfast.job.suggest.Kind;
import io.holdfast.table.Quarantine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rejects that differ only in the value are one reason. */
final class Rejects {
  private static final Pattern VALUE =
      Pattern.compile(
          "(?s)(?<!each): '(.*?)'(?= is not )|(?<=is not an array): '(.*?)'"
              + "|(?<= cannot be computed with )(.*?)(?=; (?:column|attribute|element) |$)");
  private static final Pattern QUOTED = Pattern.compile("(?s)'(.*?)'");

  /** The most frequent reason first, each with the place of its first record. */
  static List<Tried.Reject> grouped(Dataset<Row> rejects) {
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    rejects
        .select(
            col(Quarantine.ENTITY),
            col(Quarantine.REASON),
            col(Quarantine.FILE),
            col(Quarantine.RECORD_NO))
        .orderBy(Quarantine.FILE, Quarantine.RECORD_NO, Quarantine.ENTITY)
        .collectAsList()
        .forEach(
            row ->
                groups
                    .computeIfAbsent(
                        row.getString(0) + " " + said(row.getString(1), v -> ""),
                        key -> new ArrayList<>())
                    .add(row));
    return groups.values().stream()
        .map(Rejects::reject)
        .sorted(Comparator.comparingLong(Tried.Reject::records).reversed())
        .toList();
  }

  private static Tried.Reject reject(List<Row> group) {
    Row first = group.get(0);
    String reason = said(first.getString(1), Kind::shape);
    return new Tried.Reject(
        first.getString(0), reason, group.size(), first.getString(2), first.getLong(3));
  }

  private interface Shown {
    String as(String value);
  }

  /** A reason with each value shown in another way. */
  private static String said(String reason, Shown shown) {
    return VALUE
        .matcher(reason)
        .replaceAll(
            (MatchResult found) -> {
              if (found.group(3) != null) {
                return Matcher.quoteReplacement(quoted(found.group(3), shown));
              }
              String value = found.group(1) == null ? found.group(2) : found.group(1);
              return Matcher.quoteReplacement(": '" + shown.as(value) + "'");
            });
  }

  private static String quoted(String values, Shown shown) {
    return QUOTED
        .matcher(values)
        .replaceAll(one -> Matcher.quoteReplacement("'" + shown.as(one.group(1)) + "'"));
  }

  private Rejects() {}
}
