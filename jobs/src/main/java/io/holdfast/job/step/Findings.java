package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.config.Nearest;
import io.holdfast.job.lake.Lake;
import io.holdfast.load.LoadFinding;
import io.holdfast.table.GateFinding;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What the gates found and what people let through, kept in the lake. */
public final class Findings {
  private final StepContext context;

  public Findings(StepContext context) {
    this.context = context;
  }

  /** Keeps what a gate found in loads on the day of the run; the same again changes nothing. */
  void keep(List<LoadFinding> found) {
    append(found.stream().map(this::row).toList());
  }

  /** Keeps findings about the release. */
  void keepRows(List<Row> rows) {
    append(rows);
  }

  /**
   * Accepts what was found on the day of the run and not accepted yet.
   *
   * @param only fingerprints of those that are meant; none: all
   * @return what was accepted, in words
   * @throws InvalidArgumentException when there is no such finding, or no reason
   */
  public List<String> accept(String reason, List<String> only) {
    if (reason.isBlank()) {
      throw new InvalidArgumentException(
          "--accept is empty; say why what was found is right, it is kept with the finding");
    }
    List<Row> open = open();
    check(only, open.stream().map(Findings::fingerprint).toList());
    List<Row> meant =
        open.stream().filter(row -> only.isEmpty() || only.contains(fingerprint(row))).toList();
    append(meant.stream().map(row -> accepted(row, reason)).toList());
    return meant.stream()
        .map(row -> "%s %s".formatted(fingerprint(row), row.<String>getAs(GateFinding.FOUND)))
        .toList();
  }

  private void check(List<String> wanted, List<String> open) {
    LocalDate day = context.asOf().day();
    for (String finding : wanted) {
      if (!open.contains(finding)) {
        throw new InvalidArgumentException(
            "No open finding of %s is called '%s'.%s"
                .formatted(day, finding, Nearest.hint(finding, open)));
      }
    }
    if (open.isEmpty()) {
      throw new InvalidArgumentException(
          "Nothing was found on %s that could be accepted; run it without --accept".formatted(day));
    }
  }

  private static String fingerprint(Row row) {
    return row.getAs(GateFinding.FINGERPRINT);
  }

  private static Row accepted(Row row, String reason) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.fieldIndex(GateFinding.VERDICT)] = GateFinding.ACCEPTED;
    values[row.fieldIndex(GateFinding.REASON)] = reason;
    return RowFactory.create(values);
  }

  private List<Row> open() {
    Dataset<Row> all = context.lake().read(GateFinding.TABLE);
    Dataset<Row> accepted =
        all.where(col(GateFinding.VERDICT).equalTo(GateFinding.ACCEPTED))
            .select(GateFinding.FINGERPRINT);
    return all.where(col(GateFinding.VERDICT).notEqual(GateFinding.ACCEPTED))
        .where(col(GateFinding.AS_OF).equalTo(lit(context.asOf().day())))
        .join(accepted, new String[] {GateFinding.FINGERPRINT}, "left_anti")
        .select(
            GateFinding.TABLE.columnNames().stream()
                .map(org.apache.spark.sql.functions::col)
                .toArray(org.apache.spark.sql.Column[]::new))
        .dropDuplicates(GateFinding.FINGERPRINT)
        .orderBy(GateFinding.FINGERPRINT)
        .collectAsList();
  }

  /** Whether a finding of this kind about the release was accepted. */
  boolean isAccepted(String fingerprint) {
    return !context
        .lake()
        .read(GateFinding.TABLE)
        .where(col(GateFinding.VERDICT).equalTo(GateFinding.ACCEPTED))
        .where(col(GateFinding.FINGERPRINT).equalTo(fingerprint))
        .isEmpty();
  }

  private Row row(LoadFinding finding) {
    return RowFactory.create(
        finding.fingerprint(),
        Date.valueOf(context.asOf().day()),
        GateFinding.LOAD,
        finding.delivery().title(),
        finding.delivery().batch(),
        finding.delivery().content(),
        finding.kind().words(),
        finding.kind().verdict().name().toLowerCase(Locale.ROOT),
        finding.inWords(),
        null);
  }

  /** A finding about what shall be released. */
  static Row row(LocalDate day, String kind, String verdict, String found) {
    return RowFactory.create(
        GateFinding.fingerprint(day + "|" + kind + "|" + found),
        Date.valueOf(day),
        GateFinding.RELEASE,
        null,
        null,
        null,
        kind,
        verdict,
        found,
        null);
  }

  /** One write for each finding: the name of the write keeps it from standing twice. */
  private void append(List<Row> rows) {
    Lake lake = context.lake();
    for (Row row : rows) {
      String name = "gate.%s.%s.%s".formatted(row.getString(0), row.get(1), row.getString(7));
      lake.append(
          GateFinding.TABLE,
          context.spark().createDataFrame(List.of(row), GateFinding.TABLE.schema()),
          name);
    }
  }
}
