package io.holdfast.job.whole;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.table.Customer360;
import io.holdfast.table.EarlyWarning;
import io.holdfast.table.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** What the CRM holds after a night, from the files that a data loader would load, and its MRR. */
record Published(Map<String, Told> accounts) {
  private static final Pattern KEPT = Pattern.compile("(?i)\\b(is|are) (as of|not known)\\b");

  /**
   * What one account's record says.
   *
   * @param isKept whether its health says that it is of an earlier day
   * @param warnings rules that fired
   */
  record Told(
      String status,
      String band,
      String healthBand,
      boolean isKept,
      String mrr,
      Set<String> warnings) {

    boolean isStale() {
      return "stale".equals(status);
    }
  }

  static Published of(SmallNight night, Path output, LocalDate day) throws IOException {
    Map<String, Row> records = records(output.resolve("crm"));
    Map<String, String> mrr = new TreeMap<>();
    night
        .released(Customer360.TABLE)
        .where(col(Customer360.AS_OF).equalTo(lit(day)))
        .select(Customer360.ACCOUNT_ID, Customer360.MRR)
        .collectAsList()
        .forEach(
            row -> mrr.put(row.getString(0), row.isNullAt(1) ? "unknown" : row.get(1).toString()));
    Map<String, Set<String>> warnings = new TreeMap<>();
    night
        .released(EarlyWarning.TABLE)
        .where(col(EarlyWarning.AS_OF).equalTo(lit(day)))
        .select(EarlyWarning.ACCOUNT_ID, EarlyWarning.RULE)
        .collectAsList()
        .forEach(
            row ->
                warnings
                    .computeIfAbsent(row.getString(0), a -> new TreeSet<>())
                    .add(row.getString(1)));
    Map<String, Told> told = new TreeMap<>();
    records.forEach(
        (account, row) -> {
          String why = row.getAs("Why");
          told.put(
              account,
              new Told(
                  row.getAs("Status"),
                  row.getAs("Band"),
                  row.getAs("Health_Band"),
                  why != null && KEPT.matcher(why).find(),
                  mrr.get(account),
                  warnings.getOrDefault(account, Set.of())));
        });
    return new Published(told);
  }

  /** The last row of each account over all files, in the order in which they were written. */
  private static Map<String, Row> records(Path folder) throws IOException {
    Map<String, Row> records = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return records;
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(f -> f.toString().endsWith(".csv"))
              .sorted(Comparator.comparing((Path f) -> f.toFile().lastModified()))
              .toList();
    }
    for (Path file : files) {
      TestSpark.session()
          .read()
          .option("header", true)
          .option("multiLine", true)
          .option("escape", "\"")
          .csv(file.toString())
          .collectAsList()
          .forEach(row -> records.put(row.getAs("Account"), row));
    }
    return records;
  }

  void write(Path file) throws IOException {
    List<String> lines =
        accounts.entrySet().stream()
            .map(
                e -> {
                  Told t = e.getValue();
                  return String.join(
                      "\t",
                      e.getKey(),
                      String.valueOf(t.status()),
                      String.valueOf(t.band()),
                      String.valueOf(t.healthBand()),
                      String.valueOf(t.isKept()),
                      String.valueOf(t.mrr()),
                      String.join(" ", t.warnings()));
                })
            .toList();
    Files.write(file, lines);
  }

  static Published read(Path file) throws IOException {
    Map<String, Told> accounts = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] c = line.split("\t", -1);
      Set<String> warnings = c[6].isEmpty() ? Set.of() : new TreeSet<>(List.of(c[6].split(" ")));
      accounts.put(
          c[0],
          new Told(
              orNull(c[1]),
              orNull(c[2]),
              orNull(c[3]),
              c[4].equals("true"),
              orNull(c[5]),
              warnings));
    }
    return new Published(accounts);
  }

  private static String orNull(String cell) {
    return cell.equals("null") ? null : cell;
  }

  /**
   * Accounts of which something is told as fresh that the clean night tells otherwise, and what.
   */
  List<String> wrong(Published clean) {
    Set<String> all = new TreeSet<>(accounts.keySet());
    all.addAll(clean.accounts.keySet());
    return all.stream()
        .map(account -> wrong(account, accounts.get(account), clean.accounts.get(account)))
        .filter(Objects::nonNull)
        .toList();
  }

  private static String wrong(String account, Told now, Told clean) {
    if (now == null || now.isStale()) {
      return null;
    }
    if (clean == null) {
      return account + " is no customer";
    }
    if (!Objects.equals(now.mrr(), clean.mrr())) {
      return "MRR %s, not %s".formatted(now.mrr(), clean.mrr());
    }
    if (!Objects.equals(now.band(), clean.band())) {
      return "band %s, not %s".formatted(now.band(), clean.band());
    }
    return now.isKept() || Objects.equals(now.healthBand(), clean.healthBand())
        ? null
        : "health %s, not %s".formatted(now.healthBand(), clean.healthBand());
  }

  /** Accounts with other early warnings, though nothing is said to be stale. */
  long otherWarnings(Published clean) {
    return accounts.entrySet().stream()
        .filter(e -> !e.getValue().isStale() && !e.getValue().isKept())
        .filter(e -> clean.accounts.containsKey(e.getKey()))
        .filter(e -> !e.getValue().warnings().equals(clean.accounts.get(e.getKey()).warnings()))
        .count();
  }

  long stale() {
    return accounts.values().stream().filter(told -> told.isStale() || told.isKept()).count();
  }

  /** How many records say what, such as: fresh/low 40, abstained 5. */
  Map<String, Integer> summary() {
    Map<String, Integer> counts = new TreeMap<>();
    accounts
        .values()
        .forEach(
            t -> {
              counts.merge("score " + t.status() + "/" + t.band(), 1, Integer::sum);
              counts.merge("health " + t.healthBand(), 1, Integer::sum);
            });
    return counts;
  }
}
