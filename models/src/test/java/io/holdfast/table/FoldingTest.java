package io.holdfast.table;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.time.AsOf;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Versions that speak of a part, beside a fold in plain Java. */
class FoldingTest {
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final StructType SCHEMA =
      new StructType()
          .add("source", Table.STRING)
          .add("source_key", Table.STRING)
          .add("event_time", Table.TIME)
          .add("known_at", Table.TIME)
          .add("version", Table.STRING)
          .add("deleted", Table.FLAG)
          .add("attributes", Table.ATTRIBUTES)
          .add("states", Table.STRINGS)
          .add("status", Table.STRING)
          .add("amount", Table.COUNT)
          .add("file", Table.STRING);

  private static AsOf day(int day) {
    return new AsOf(FIRST.plusDays(day), ZoneOffset.UTC);
  }

  /** A version; what it does not speak of is null. Days count from {@link #FIRST}. */
  private record Told(
      int event,
      int known,
      String version,
      boolean deleted,
      List<String> states,
      String status,
      Long amount,
      Map<String, String> attributes) {

    static Told whole(int known, String version, String status, Long amount) {
      return new Told(0, known, version, false, null, status, amount, Map.of("tier", "basic"));
    }

    static Told part(int known, String version, String column, Object value) {
      return new Told(
          known,
          known,
          version,
          false,
          List.of(column),
          column.equals("status") ? (String) value : null,
          column.equals("amount") ? (Long) value : null,
          column.startsWith("attributes.") && value != null
              ? Map.of(column.substring(11), (String) value)
              : Map.of());
    }

    boolean speaks(String column) {
      return states == null || states.contains(column);
    }

    Row row(String key, String file) {
      return RowFactory.create(
          "crm",
          key,
          time(event),
          time(known),
          version,
          deleted,
          attributes,
          states == null ? null : states.toArray(String[]::new),
          status,
          amount,
          file);
    }
  }

  private static Timestamp time(int day) {
    return Timestamp.from(FIRST.plusDays(day).atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  @Test
  void eachColumnIsWhatTheLastVersionThatSpeaksOfItSays() {
    Dataset<Row> rows =
        rows(
            Map.of(
                "a",
                List.of(
                    Told.whole(1, "1", "open", 5L),
                    Told.part(2, "2", "status", "pending"),
                    Told.part(3, "3", "attributes.tier", "gold"),
                    Told.part(4, "4", "attributes.seats", "7"),
                    Told.part(5, "5", "amount", null))));
    assertThat(asOf(rows, 3)).containsEntry("a", "0 pending 5 {tier=gold}");
    assertThat(asOf(rows, 9)).containsEntry("a", "0 pending null {seats=7, tier=gold}");
    assertThat(text(Versions.first(rows, day(9)))).containsEntry("a", "0 open 5 {tier=basic}");
  }

  @Test
  void partKnownBeforeTheWholeStandsAloneAndGivesWayToANewerWhole() {
    Dataset<Row> rows =
        rows(
            Map.of(
                "a",
                List.of(Told.part(1, "1", "status", "open"), Told.whole(5, "2", "solved", 1L)),
                "b",
                List.of(Told.part(1, "3", "status", "open"), Told.whole(5, "2", "solved", 1L))));
    assertThat(asOf(rows, 1)).containsEntry("a", "1 open null null");
    assertThat(asOf(rows, 5))
        .containsEntry("a", "0 solved 1 {tier=basic}")
        .containsEntry("b", "0 open 1 {tier=basic}");
  }

  @Test
  void partNeitherDeletesNorRevives() {
    Told gone = new Told(0, 2, "2", true, null, null, null, Map.of());
    Dataset<Row> rows =
        rows(
            Map.of(
                "a",
                List.of(
                    Told.whole(1, "1", "open", 5L), gone, Told.part(3, "3", "status", "open"))));
    assertThat(asOf(rows, 1)).hasSize(1);
    assertThat(asOf(rows, 3)).isEmpty();
  }

  @Test
  void filledVersionsHaveTheirRecordsColumnAndAreNotKnownBeforeIt() {
    Dataset<Row> rows =
        rows(
            Map.of(
                "a",
                List.of(
                    Told.whole(1, "1", null, 5L),
                    Told.part(4, "4", "status", "mine"),
                    Told.part(6, "6", "amount", 9L))));
    assertThat(
            Versions.filled(rows, "status")
                .orderBy("version")
                .select("known_at", "status", "amount")
                .collectAsList())
        .extracting(Row::mkString)
        .containsExactly(
            "2024-01-05 00:00:00.0mine5",
            "2024-01-05 00:00:00.0minenull",
            "2024-01-07 00:00:00.0mine9");
  }

  @Test
  void foldingNeedsNoShuffleBeyondTheOneByKey() {
    Dataset<Row> rows = rows(Map.of("a", List.of(Told.whole(1, "1", "open", 5L))));
    assertThat(shuffles(Versions.asOf(rows, day(3)))).isEqualTo(1);
    assertThat(shuffles(Versions.whole(rows))).isEqualTo(1);
    assertThat(shuffles(Versions.filled(rows, "status"))).isEqualTo(1);
  }

  private static long shuffles(Dataset<Row> rows) {
    return Pattern.compile("Exchange hashpartitioning")
        .matcher(rows.queryExecution().executedPlan().toString())
        .results()
        .count();
  }

  /**
   * A thousand orders of delivery of a few records each: versions come late, twice, in part, and
   * with values known only since they landed.
   */
  @Test
  void orderOfDeliveryChangesNoRowOfAnyDay() {
    Random random = new Random(4);
    Map<String, List<Told>> delivered = new TreeMap<>();
    for (int order = 0; order < 1000; order++) {
      for (int record = 0; record < 3; record++) {
        List<Told> versions = versions(new Random(record + 7 * (order % 20)));
        versions.addAll(versions.subList(0, random.nextInt(versions.size() + 1)));
        Collections.shuffle(versions, random);
        delivered.put("r%d.%02d.%04d".formatted(record, order % 20, order), versions);
      }
    }
    Dataset<Row> rows = rows(delivered).repartition(4, col("amount")).persist();
    Dataset<Row> whole = Versions.whole(rows).persist();
    for (int day : new int[] {5, 30}) {
      Map<String, String> expected = new TreeMap<>();
      delivered.forEach(
          (key, versions) -> {
            String row = expected(versions, day);
            if (row != null) {
              expected.put(key, row);
            }
          });
      assertThat(asOf(rows, day)).as("as of day %d", day).isEqualTo(expected);
      assertThat(asOf(whole, day)).as("made whole, as of day %d", day).isEqualTo(expected);
      assertThat(expected.size()).isBetween(2000, 3000);
      assertThat(sameForAllOrders(expected)).isTrue();
    }
    rows.unpersist();
    whole.unpersist();
  }

  private static boolean sameForAllOrders(Map<String, String> rows) {
    Map<String, TreeSet<String>> byRecord = new TreeMap<>();
    rows.forEach(
        (key, row) -> byRecord.computeIfAbsent(key.substring(0, 5), k -> new TreeSet<>()).add(row));
    return byRecord.values().stream().allMatch(all -> all.size() == 1);
  }

  private static List<Told> versions(Random random) {
    List<Told> versions = new ArrayList<>();
    int number = 3 + random.nextInt(4);
    boolean numbered = random.nextBoolean();
    for (int i = 0; i < number; i++) {
      int known = 1 + random.nextInt(12);
      String version = numbered ? "%02d".formatted(random.nextInt(9)) : null;
      switch (random.nextInt(6)) {
        case 0 -> add(versions, Told.part(known, version, "status", pick(random, "open", "held")));
        case 1 -> add(versions, Told.part(known, version, "amount", pick(random, 7L, 8L)));
        case 2 ->
            add(
                versions,
                Told.part(known, version, "attributes.tier", pick(random, "gold", "silver")));
        case 3 -> {
          int landed = known + 1 + random.nextInt(6);
          List<String> tracked = List.of("event_time", "deleted", "status", "attributes.tier");
          add(versions, new Told(i, known, version, false, tracked, "seen", null, Map.of()));
          add(
              versions,
              new Told(i, landed, version, false, List.of("amount"), null, 100L + i, Map.of()));
        }
        default ->
            add(
                versions,
                new Told(
                    i,
                    known,
                    version,
                    random.nextInt(8) == 0,
                    null,
                    "s" + i,
                    (long) i,
                    Map.of("tier", "t" + i, "n", "" + i)));
      }
    }
    return versions;
  }

  /** Versions that only their content tells apart would tie the oracle to how it is compared. */
  private static void add(List<Told> versions, Told told) {
    boolean apart =
        versions.stream()
            .noneMatch(
                other ->
                    Objects.equals(other.version(), told.version())
                        && other.known() == told.known()
                        && other.event() == told.event());
    if (apart) {
      versions.add(told);
    }
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... some) {
    int index = random.nextInt(some.length + 1);
    return index == some.length ? null : some[index];
  }

  /** The fold that the engine must agree with, or null where there is no row. */
  private static String expected(List<Told> delivered, int day) {
    List<Told> known =
        delivered.stream()
            .filter(told -> told.known() <= day)
            .sorted(
                Comparator.comparing(
                        Told::version, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(Told::known)
                    .thenComparing(Told::event))
            .toList();
    if (known.isEmpty()) {
      return null;
    }
    Integer event = null;
    boolean deleted = false;
    String status = null;
    Long amount = null;
    Map<String, String> attributes = new TreeMap<>();
    for (Told told : known) {
      event = told.speaks("event_time") ? Integer.valueOf(told.event()) : event;
      deleted = told.speaks("deleted") ? told.deleted() : deleted;
      status = told.speaks("status") ? told.status() : status;
      amount = told.speaks("amount") ? told.amount() : amount;
      attributes.keySet().removeIf(name -> told.speaks("attributes." + name));
      attributes.putAll(told.attributes());
    }
    int at = event == null ? known.get(known.size() - 1).event() : event;
    return deleted ? null : text(at, status, amount, attributes);
  }

  private static String text(int event, String status, Long amount, Map<String, String> custom) {
    return event + " " + status + " " + amount + " " + (custom.isEmpty() ? null : custom);
  }

  private static Map<String, String> asOf(Dataset<Row> rows, int day) {
    return text(Versions.asOf(rows, day(day)));
  }

  private static Map<String, String> text(Dataset<Row> rows) {
    Map<String, String> all = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      long event =
          Duration.between(
                  FIRST.atStartOfDay().toInstant(ZoneOffset.UTC),
                  row.<Timestamp>getAs("event_time").toInstant())
              .toDays();
      Map<String, String> custom =
          row.isNullAt(row.fieldIndex("attributes"))
              ? Map.of()
              : row.getJavaMap(row.fieldIndex("attributes"));
      String before =
          all.put(
              row.getAs("source_key"),
              text((int) event, row.getAs("status"), row.getAs("amount"), new TreeMap<>(custom)));
      assertThat(before).isNull();
    }
    return all;
  }

  private static Dataset<Row> rows(Map<String, List<Told>> delivered) {
    List<Row> rows = new ArrayList<>();
    delivered.forEach(
        (key, versions) -> {
          for (int i = 0; i < versions.size(); i++) {
            rows.add(versions.get(i).row(key, "f" + i));
          }
        });
    return TestSpark.session().createDataFrame(rows, SCHEMA);
  }
}
