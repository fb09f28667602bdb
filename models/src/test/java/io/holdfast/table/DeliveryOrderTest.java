package io.holdfast.table;

import static io.holdfast.table.Told.asOf;
import static io.holdfast.table.Told.day;
import static io.holdfast.table.Told.rows;
import static io.holdfast.table.Told.text;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** In which order versions are delivered changes nothing. */
class DeliveryOrderTest {

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
}
