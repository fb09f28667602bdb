package io.holdfast.job.step;

import io.holdfast.conform.NamedExport;
import io.holdfast.load.Delivery;
import io.holdfast.load.Kind.Verdict;
import io.holdfast.load.LoadFinding;
import io.holdfast.table.LoadProfile;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a load looked like.
 *
 * @param found what is unlike its export's past and was not accepted
 * @param isFirst whether there is no past to compare it with
 */
record Looked(
    NamedExport export, List<Delivery> deliveries, List<LoadFinding> found, boolean isFirst) {
  private static final int TOLD = 5;

  /** Of a load that brought nothing. */
  static Looked nothing(NamedExport export) {
    return new Looked(export, List.of(), List.of(), false);
  }

  /** Rows for {@link LoadProfile#TABLE}. */
  Dataset<Row> rows(StepContext context) {
    return rows(context, deliveries);
  }

  static Dataset<Row> rows(StepContext context, List<Delivery> deliveries) {
    return context
        .spark()
        .createDataFrame(
            deliveries.stream().map(Delivery::row).toList(), LoadProfile.TABLE.schema());
  }

  /**
   * Keeps what was found.
   *
   * @throws HeldException when the load must not be written
   */
  void hold(StepContext context) {
    new Findings(context).keep(found);
    List<LoadFinding> holding = holding();
    if (!holding.isEmpty()) {
      int more = holding.size() - TOLD;
      throw new HeldException(
          ("Export %s is held, nothing of it is loaded: %s%s. Deliver it anew and take the file away"
                  + ", or run the night with --accept REASON if it is right.")
              .formatted(
                  export.title(),
                  holding.stream()
                      .limit(TOLD)
                      .map(f -> "%s (finding %s)".formatted(f.inWords(), f.fingerprint()))
                      .collect(Collectors.joining("; ")),
                  more > 0 ? "; and %d more".formatted(more) : ""));
    }
  }

  /** A line for each thing to be said of it. */
  List<String> inWords() {
    return degrading().stream()
        .map(
            f ->
                "%s (finding %s); what it touches is stale".formatted(f.inWords(), f.fingerprint()))
        .toList();
  }

  List<LoadFinding> holding() {
    return found.stream().filter(f -> f.kind().verdict() == Verdict.HOLD).toList();
  }

  List<LoadFinding> degrading() {
    return found.stream().filter(f -> f.kind().verdict() == Verdict.DEGRADE).toList();
  }
}
