package io.holdfast.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class StageNamesTest {
  private static final Dataset<Row> LOOKUPS =
      rows(
          "('7', 'Angebot', 'open', '2024-01-01')",
          "('7', 'Offer', 'open', '2024-02-01')",
          "('8', 'Gewonnen', 'won', '2024-01-01')",
          "('9', 'Closed lost', 'lost', '2024-01-01')");

  @Test
  void stageIsCalledByItsLastNameAndSaysWhenDealsEndInIt() {
    Dataset<Row> deals =
        TestSpark.session()
            .sql(
                "select 'crm' as source, stack(5, '7', '8', '9', 'Won', null) as stage"
                    + " union all select 'shop', '7'");
    assertThat(
            StageNames.of(deals, LOOKUPS)
                .selectExpr("source || ' ' || coalesce(stage, '-')")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactlyInAnyOrder(
            "crm Offer",
            "crm Gewonnen (closed won)",
            "crm Closed lost",
            "crm Won",
            "crm -",
            "shop 7");
  }

  private static Dataset<Row> rows(String... values) {
    return TestSpark.session()
        .sql(
            "select 'crm' as source, 'deal_stage' as kind, id, name, state, cast(known_at as"
                + " timestamp) as known_at, 'k' as source_key, cast(null as string) as version from"
                + " values "
                + String.join(", ", values)
                + " as t(id, name, state, known_at)");
  }
}
