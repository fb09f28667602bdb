package io.holdfast.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.table.TestSpark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class MacrosTest {

  @Test
  void aCallStandsForItsExpressionAlsoWithinAnotherMacroAndALambda() {
    Macros macros =
        Macros.of(
            declared(
                "units(currency)", "CASE currency WHEN 'jpy' THEN 1 ELSE 100 END",
                "money(minor, currency)", "cast(minor AS int) / macro.units(lower(currency))",
                "times(list, factor)",
                    "transform(split(list, ','), x -> cast(x AS int) * factor)"));
    Shared filled = Shared.of(List.of(), macros);
    Dataset<Row> rows =
        TestSpark.session()
            .sql(
                "SELECT * FROM VALUES ('1250', 'USD', 2), ('1250', 'JPY', 3) AS t(total, code, factor)");
    Dataset<Row> values =
        rows.select(
            Guarded.value("macro.money(total, code)", filled).getField("value").as("money"),
            Guarded.value("macro.times('1,2', factor)", filled).getField("value").as("times"));
    assertThat(values.collectAsList())
        .extracting(row -> row.get(0) + " " + row.getList(1))
        .containsExactly("12.5 [2, 4]", "1250.0 [3, 6]");
  }

  @Test
  void whatIsWrongWithAMacroOrACallIsSaidWithItsPlace() {
    assertThatThrownBy(
            () ->
                mapping(
                    declared(
                        "money", "1",
                        "tax(amount)", "amount * rate",
                        "net(amount)", "amount - macro.levy(amount)"),
                    "macro.taxes(total)",
                    "macro.tax(total, 2)"))
        .hasMessage(
            "macros.money does not name its parameters, as in money(minor, currency); "
                + "macros.tax(amount) reads 'rate', which is none of its parameters; "
                + "macros.net(amount) calls macro.levy, which is not under macros; known: tax; "
                + "exports.things: invoice.source_key calls macro.taxes, which is not under macros; "
                + "did you mean 'tax'?; "
                + "exports.things: invoice.event_time gives macro.tax 2 values for its parameters "
                + "amount");
  }

  private static Mapping mapping(Map<String, String> macros, String key, String eventTime) {
    EntityMapping entity = Mappings.entity("invoice").key(key).eventTime(eventTime).build();
    return new Mapping(
        "crm", null, macros, Map.of("things", Mappings.export(null, entity).export()));
  }

  private static Map<String, String> declared(String... pairs) {
    Map<String, String> declared = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      declared.put(pairs[i], pairs[i + 1]);
    }
    return declared;
  }
}
