package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.segment.SegmentConfig;
import io.holdfast.segment.Segments;
import io.holdfast.table.AccountSegment;
import io.holdfast.table.Customer360;
import io.holdfast.table.FeatureWords;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Puts the active accounts of the day into behaviour clusters and revenue tiers. */
public final class SegmentStep implements Step {
  private final SegmentConfig config;
  private final List<FeatureWords> words;

  public SegmentStep(SegmentConfig config, List<FeatureWords> words) {
    this.config = config;
    this.words = List.copyOf(words);
  }

  @Override
  public String name() {
    return "segment";
  }

  @Override
  public StepResult run(StepContext context) {
    Dataset<Row> day =
        context
            .lake()
            .read(Customer360.TABLE)
            .where(col(Customer360.AS_OF).equalTo(lit(context.asOf().day())));
    Dataset<Row> segments = Segments.accountSegment(day, config, words);
    return StepResult.empty()
        .wrote(AccountSegment.TABLE, context.lake().replace(AccountSegment.TABLE, segments));
  }
}
