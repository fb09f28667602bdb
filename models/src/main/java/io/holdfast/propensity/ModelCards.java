package io.holdfast.propensity;

import io.holdfast.table.ModelCard;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/** Cards of models, in the layout of {@link ModelCard#TABLE}. */
public final class ModelCards {

  /**
   * One row a model.
   *
   * @param models in the order of their training
   * @param current names of the models of each outcome's last training; champions and challengers
   *     before it are retired
   */
  public static List<Row> of(List<PropensityModel> models, java.util.Set<String> current) {
    return models.stream().map(model -> row(model, current.contains(model.name()))).toList();
  }

  private static Row row(PropensityModel model, boolean current) {
    Quality quality = model.quality();
    boolean tested = quality != null;
    boolean retired = !current && model.status() != PropensityModel.Status.ABSTAINED;
    return RowFactory.create(
        model.name(),
        model.outcome(),
        model.algorithm(),
        retired ? "retired" : model.status().label(),
        model.reason(),
        Date.valueOf(model.trainedAsOf()),
        model.rows().training(),
        model.rows().positives(),
        tested ? quality.rows() : null,
        tested ? quality.positives() : null,
        day(model.rows().testedFrom()),
        day(model.rows().testedTo()),
        tested ? rounded(quality.auc()) : null,
        tested ? rounded(quality.aucLow()) : null,
        tested ? rounded(quality.aucHigh()) : null,
        tested ? rounded(quality.logLoss()) : null,
        tested ? rounded(quality.brier()) : null,
        tested ? rounded(quality.calibrationError()) : null,
        tested ? rounded(quality.liftTopDecile()) : null,
        CollectionConverters.asScala(model.importance()).toSeq(),
        model.catalogueHash());
  }

  private static Date day(LocalDate day) {
    return day == null ? null : Date.valueOf(day);
  }

  private static Double rounded(double value) {
    return Double.isNaN(value) ? null : Math.round(value * 1e6) / 1e6;
  }

  private ModelCards() {}
}
