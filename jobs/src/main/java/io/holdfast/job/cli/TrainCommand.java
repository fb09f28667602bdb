package io.holdfast.job.cli;

import io.holdfast.table.ModelCard;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Trains every outcome on a released night, due or not. What it trains serves the nights"
            + " after that day; the night itself keeps its champions. Prints the model cards.",
    footer = "  holdfast train --as-of 2025-12-31",
    exitCodeList = {ExitCode.SAYS_HELD, ExitCode.SAYS_LAKE_HELD})
final class TrainCommand implements Callable<Integer> {
  private static final List<String> SHOWN =
      List.of(
          ModelCard.OUTCOME,
          ModelCard.ALGORITHM,
          ModelCard.STATUS,
          ModelCard.AUC,
          ModelCard.AUC_LOW,
          ModelCard.AUC_HIGH,
          ModelCard.TRAINING_ROWS,
          ModelCard.TRAINING_POSITIVES,
          ModelCard.TEST_ROWS,
          ModelCard.REASON);

  @Mixin Common common;

  @Override
  public Integer call() {
    try (Workplace place = Workplace.open(common)) {
      List<String> columns = ModelCard.TABLE.columnNames();
      List<String> shown = common.format == Common.Format.table ? SHOWN : columns;
      List<List<String>> cells =
          place.night().train().stream()
              .map(card -> shown.stream().map(name -> text(card, columns.indexOf(name))).toList())
              .toList();
      Printing.print(shown, cells, common.format, System.out);
      return ExitCode.DONE;
    }
  }

  private static String text(Row card, int column) {
    return card.isNullAt(column) ? "" : String.valueOf(card.get(column));
  }
}
