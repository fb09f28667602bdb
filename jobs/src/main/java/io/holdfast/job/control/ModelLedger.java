package io.holdfast.job.control;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which models were trained for which outcome, when, and where they lie. */
public final class ModelLedger {
  private final Database database;

  ModelLedger(Database database) {
    this.database = database;
    database.execute(
        "create table if not exists model (model text not null, outcome text not null,"
            + " trained_as_of text not null, promoted_as_of text not null, status text not null,"
            + " location text not null, primary key (model, promoted_as_of))");
  }

  /**
   * Notes the models of one training, all or none, in place of an earlier one that was trained and
   * promoted as of the same days.
   */
  public void record(
      String outcome, LocalDate trainedAsOf, LocalDate promotedAsOf, List<ModelRow> models) {
    database.together(
        () -> {
          database.execute(
              "delete from model where outcome = ? and trained_as_of = ? and promoted_as_of = ?",
              outcome,
              trainedAsOf.toString(),
              promotedAsOf.toString());
          for (ModelRow row : models) {
            database.execute(
                "insert into model values (?, ?, ?, ?, ?, ?)",
                row.model(),
                row.outcome(),
                row.trainedAsOf().toString(),
                row.promotedAsOf().toString(),
                row.status(),
                row.location());
          }
        });
  }

  /** Forgets every training as of a day or a later one; the files of the models stay. */
  public void forgetSince(LocalDate day) {
    database.execute("delete from model where trained_as_of >= ?", day.toString());
  }

  /** All models promoted by a day, oldest first; of those of one name the last one promoted. */
  public List<ModelRow> promotedBy(LocalDate day) {
    Map<String, ModelRow> byName = new LinkedHashMap<>();
    for (ModelRow row : rows(day)) {
      byName.remove(row.model());
      byName.put(row.model(), row);
    }
    return List.copyOf(byName.values());
  }

  private List<ModelRow> rows(LocalDate day) {
    return database.query(
        row ->
            new ModelRow(
                row.getString("model"),
                row.getString("outcome"),
                LocalDate.parse(row.getString("trained_as_of")),
                LocalDate.parse(row.getString("promoted_as_of")),
                row.getString("status"),
                row.getString("location")),
        "select * from model where promoted_as_of <= ?"
            + " order by promoted_as_of, trained_as_of, model",
        day.toString());
  }

  /** The models of an outcome's last training that was promoted by a day; none before the first. */
  public List<ModelRow> last(String outcome, LocalDate day) {
    List<ModelRow> all =
        promotedBy(day).stream().filter(row -> row.outcome().equals(outcome)).toList();
    if (all.isEmpty()) {
      return all;
    }
    ModelRow last = all.get(all.size() - 1);
    return all.stream()
        .filter(row -> row.trainedAsOf().equals(last.trainedAsOf()))
        .filter(row -> row.promotedAsOf().equals(last.promotedAsOf()))
        .toList();
  }
}
