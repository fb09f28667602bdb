package io.holdfast.conform;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.Subscription;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SharedTest {
  private static final String LONG =
      "aggregate(transform(from_json(lines, 'array<struct<n: int, price: int>>'),"
          + " line -> line.n * line.price + cast(extra AS int) * 2 - cast(less AS int)),"
          + " cast(1 AS int), (sum, each) -> sum + each, sum -> cast(sum AS int) / 1)";

  private static final NamedExport EXPORT =
      Mappings.export(
          List.of(
              Mappings.entity("subscription")
                  .columns(Map.of("mrr", LONG, "discount", LONG + " - 1"))
                  .build()),
          null);

  @Test
  void aPartThatTwoColumnsHaveInCommonIsComputedOnce() {
    Dataset<Row> evaluated =
        new Conforming(EXPORT, ZoneOffset.UTC)
            .evaluate(Outcomes.raw("{\"id\":\"1\",\"lines\":\"[]\",\"extra\":1,\"less\":1}"));
    String plan = evaluated.queryExecution().analyzed().toString();
    assertThat(Arrays.asList(plan.split("from_json\\(ArrayType", -1))).hasSize(2);
  }

  @Test
  void whereItCannotBeComputedBothColumnsSaySo() {
    String[] records = {
      "{\"id\":\"1\",\"lines\":\"[{\\\"n\\\":2,\\\"price\\\":5}]\",\"extra\":1,\"less\":2}",
      "{\"id\":\"2\",\"lines\":\"[{\\\"n\\\":2,\\\"price\\\":5}]\",\"extra\":\"x\",\"less\":2}"
    };
    assertThat(Outcomes.values(EXPORT, Subscription.TABLE, "source_key mrr discount", records))
        .containsExactly("1 11.00 10.00");
    assertThat(Outcomes.reasons(EXPORT, records))
        .singleElement()
        .asString()
        .contains("column mrr", "column discount");
  }
}
