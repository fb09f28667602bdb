package io.holdfast.job.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.job.control.PublishedRecord;
import io.holdfast.job.control.Release;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Everything released about one account. */
final class AccountStory {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SparkSession spark;
  private final Release release;
  private final String id;

  AccountStory(SparkSession spark, Release release, String id) {
    this.spark = spark;
    this.release = release;
    this.id = id;
  }

  String id() {
    return id;
  }

  private Dataset<Row> of(String table, boolean today) {
    Dataset<Row> rows = spark.table(table).where(spark.table(table).col("account_id").equalTo(id));
    return today ? rows.where("as_of = date'%s'".formatted(release.asOf())) : rows;
  }

  /** Those that hold; 'identity explain' tells of the earlier ones. */
  private Dataset<Row> links() {
    return of("account_link", false)
        .where("valid_to is null and known_to is null")
        .orderBy("source", "source_key");
  }

  void print(List<PublishedRecord> receipts, PrintStream out) {
    profile(out);
    out.println();
    of("account_score", true)
        .orderBy("outcome", "role")
        .collectAsList()
        .forEach(s -> score(s, out));
    of("account_health", true).collectAsList().forEach(h -> health(h, out));
    of("early_warning", true)
        .orderBy("rule")
        .collectAsList()
        .forEach(w -> out.printf("! %s: %s%n", w.getAs("severity"), w.getAs("sentence")));
    title("Stitched from", out);
    Printing.print(
        links().select("source", "source_key", "rule", "evidence", "confidence"),
        Common.Format.table,
        out);
    title("Published", out);
    Printing.print(
        List.of("target", "record", "run", "as_of", "state", "reason"),
        receipts.stream()
            .map(
                r ->
                    List.of(
                        r.target(),
                        r.intent().recordId(),
                        r.run(),
                        r.asOf().toString(),
                        r.receipt().state().name().toLowerCase(Locale.ROOT),
                        r.receipt().reason()))
            .toList(),
        Common.Format.table,
        out);
  }

  private void profile(PrintStream out) {
    Row account = of("account", false).first();
    out.printf(
        "%s  %s  CRM %s %s%n",
        text(account, "name"), id, text(account, "crm_source"), text(account, "crm_key"));
    for (Row row : of("customer_360", true).collectAsList()) {
      out.printf(
          "%s, %s, owner %s; %s; MRR %s, %s seats, plan %s, renewal %s%n",
          text(row, "industry"),
          text(row, "country"),
          text(row, "owner"),
          Boolean.TRUE.equals(row.getAs("active")) ? "active" : "not active",
          text(row, "mrr"),
          text(row, "seats"),
          text(row, "plan"),
          text(row, "renewal_on"));
    }
    for (Row row : of("account_segment", true).collectAsList()) {
      out.printf("Segment: %s (%s by revenue)%n", text(row, "segment_name"), text(row, "tier"));
    }
  }

  private static void score(Row score, PrintStream out) {
    Double probability = score.getAs("probability");
    out.println(text(score, "headline"));
    out.printf(
        "%s within %s days: %s, %s%n",
        text(score, "outcome"),
        text(score, "horizon_days"),
        probability == null
            ? "%s (%s)".formatted(text(score, "status"), text(score, "status_reason"))
            : String.format(
                Locale.ROOT,
                "%.0f%% (%.0f%%–%.0f%%), %s, at stake %s",
                100 * probability,
                100 * score.<Double>getAs("low"),
                100 * score.<Double>getAs("high"),
                text(score, "band"),
                text(score, "arr_at_stake")),
        "model " + text(score, "model"));
    List<Row> drivers = score.getList(score.fieldIndex("drivers"));
    for (Row driver : drivers) {
      out.printf(
          Locale.ROOT,
          "  + %s  (%+.2f)%n",
          text(driver, "sentence"),
          driver.<Double>getAs("contribution"));
    }
    Row protector = score.getAs("protector");
    if (protector != null) {
      out.printf(
          Locale.ROOT,
          "  − %s  (%+.2f)%n",
          text(protector, "sentence"),
          protector.<Double>getAs("contribution"));
    }
    if (score.getAs("change_reason") != null) {
      out.println("  Δ " + text(score, "change_reason"));
    }
    if (score.getAs("action") != null) {
      out.printf("  → %s by %s%n", text(score, "action"), text(score, "due_on"));
    }
    out.println();
  }

  private static void health(Row health, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "Health %.0f of 100 (%s), %.0f%% of its data known: %s%n",
        health.<Double>getAs("score"),
        text(health, "band"),
        100 * health.<Double>getAs("confidence"),
        health.getJavaMap(health.fieldIndex("dimensions")));
    List<String> explanation = health.getList(health.fieldIndex("explanation"));
    explanation.forEach(sentence -> out.println("  " + sentence));
  }

  String json(List<PublishedRecord> receipts) {
    ObjectNode all = JSON.createObjectNode().put("account_id", id).put("run", release.run());
    all.set("account", rows(of("account", false)));
    for (String table :
        List.of(
            "customer_360",
            "account_score",
            "account_health",
            "early_warning",
            "account_segment")) {
      all.set(table, rows(of(table, true)));
    }
    all.set("account_link", rows(links()));
    ArrayNode published = all.putArray("published");
    for (PublishedRecord record : receipts) {
      published
          .addObject()
          .put("target", record.target())
          .put("record", record.intent().recordId())
          .put("run", record.run())
          .put("state", record.receipt().state().name())
          .put("reason", record.receipt().reason())
          .put("payload", record.intent().payload());
    }
    return all.toString();
  }

  private static ArrayNode rows(Dataset<Row> rows) {
    ArrayNode all = JSON.createArrayNode();
    for (String row : rows.toJSON().collectAsList()) {
      try {
        all.add(JSON.readTree(row));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("Spark wrote no JSON: " + row, e);
      }
    }
    return all;
  }

  private static void title(String text, PrintStream out) {
    out.println();
    out.println(text);
    out.println("─".repeat(text.length()));
  }

  private static String text(Row row, String column) {
    Object value = row.getAs(column);
    return value == null ? "–" : value.toString();
  }
}
