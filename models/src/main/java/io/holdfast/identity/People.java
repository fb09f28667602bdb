package io.holdfast.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.holdfast.identity.Member.Span;
import io.holdfast.identity.Told.Known;
import io.holdfast.table.Contact;
import io.holdfast.table.Entity;
import io.holdfast.time.AsOf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Mail domains of the people of accounts. Addresses end here: only their domain goes on. */
final class People {
  static final String KIND = "person";
  private static final List<String> NAMES = List.of(Contact.ACCOUNT_KEY, Contact.EMAIL);

  /**
   * One row for each span of time in which a person was known to belong to an account with a mail
   * domain, in the layout of {@link Told#SCHEMA}: {@code from} to {@code event}, the host in {@code
   * texts}.
   */
  static Dataset<Row> spans(Dataset<Row> contacts, Dataset<Row> users, AsOf asOf) {
    Dataset<Row> told =
        Told.of(people(contacts, "contact"), "contact", texts(), asOf)
            .unionByName(Told.of(people(users, "user"), "user", texts(), asOf));
    MapPartitionsFunction<Row, Row> spans = rows -> spans(rows);
    return Told.together(told).drop(orders(told)).mapPartitions(spans, Encoders.row(Told.SCHEMA));
  }

  private static String[] orders(Dataset<Row> told) {
    List<String> columns = new ArrayList<>(List.of(told.columns()));
    columns.removeAll(List.of(Told.SCHEMA.fieldNames()));
    return columns.toArray(String[]::new);
  }

  private static Map<String, Column> texts() {
    Map<String, Column> texts = new LinkedHashMap<>();
    NAMES.forEach(name -> texts.put(name, col(name)));
    return texts;
  }

  /** People with the host of their address; contacts and users may bear the same key. */
  private static Dataset<Row> people(Dataset<Row> people, String kind) {
    Column address = lower(trim(col(Contact.EMAIL)));
    List<Column> columns = new ArrayList<>();
    columns.add(col(Entity.SOURCE));
    columns.add(concat(lit(kind + " "), col(Entity.SOURCE_KEY)).as(Entity.SOURCE_KEY));
    columns.add(col(Entity.EVENT_TIME));
    columns.add(col(Entity.KNOWN_AT));
    columns.add(col(Entity.VERSION));
    columns.add(col(Entity.DELETED));
    columns.add(col(Contact.ACCOUNT_KEY));
    columns.add(when(address.contains("@"), substring_index(address, "@", -1)).as(Contact.EMAIL));
    if (Arrays.asList(people.columns()).contains(Told.STATES)) {
      columns.add(col(Told.STATES));
    }
    return people.select(columns.toArray(Column[]::new));
  }

  private static Iterator<Row> spans(Iterator<Row> rows) {
    return Told.each(Told.groups(rows, Told::sameRecord), People::spans);
  }

  private static List<Row> spans(List<Row> person) {
    List<Row> spans = new ArrayList<>();
    String source = person.get(0).getString(Told.SOURCE);
    List<Known> history = Told.history(person, NAMES);
    for (int i = 0; i < history.size(); i++) {
      Known known = history.get(i);
      long to = i + 1 < history.size() ? history.get(i + 1).from() : Span.OPEN;
      String account = known.texts().get(0);
      String host = known.texts().get(1);
      if (account != null && host != null && !known.deleted()) {
        spans.add(
            RowFactory.create(
                source, account, KIND, known.from(), to, false, null, Told.seq(List.of(host))));
      }
    }
    return spans;
  }

  /** The commonest domain over time; of equally common ones the first by alphabet. */
  static List<Span> commonest(List<Span> people) {
    return overTime(
        people,
        counts ->
            counts.entrySet().stream()
                .max(
                    Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(e -> List.of(e.getKey()))
                .orElse(List.of()));
  }

  /** Every domain over time. */
  static List<Span> all(List<Span> people) {
    return overTime(people, counts -> List.copyOf(counts.keySet()));
  }

  private interface Choice {
    List<String> of(Map<String, Integer> counts);
  }

  private static List<Span> overTime(List<Span> people, Choice choice) {
    TreeSet<Long> times = new TreeSet<>();
    Map<Long, List<Span>> begins = new TreeMap<>();
    Map<Long, List<Span>> ends = new TreeMap<>();
    for (Span span : people) {
      times.add(span.from());
      times.add(span.to());
      begins.computeIfAbsent(span.from(), t -> new ArrayList<>()).add(span);
      ends.computeIfAbsent(span.to(), t -> new ArrayList<>()).add(span);
    }
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, Long> since = new TreeMap<>();
    List<Span> chosen = new ArrayList<>();
    for (long time : times) {
      begins.getOrDefault(time, List.of()).forEach(s -> counts.merge(s.value(), 1, Integer::sum));
      ends.getOrDefault(time, List.of())
          .forEach(s -> counts.computeIfPresent(s.value(), (v, n) -> n == 1 ? null : n - 1));
      List<String> now = time == Span.OPEN ? List.of() : choice.of(counts);
      for (String value : List.copyOf(since.keySet())) {
        if (!now.contains(value)) {
          chosen.add(new Span(value, since.remove(value), time));
        }
      }
      now.forEach(value -> since.putIfAbsent(value, time));
    }
    Collections.sort(chosen, Comparator.comparingLong(Span::from).thenComparing(Span::value));
    return chosen;
  }

  private People() {}
}
