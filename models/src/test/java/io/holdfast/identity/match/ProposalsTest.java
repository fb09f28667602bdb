package io.holdfast.identity.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.identity.match.MatchRules.Field;
import io.holdfast.identity.match.MatchRules.Kind;
import io.holdfast.identity.match.MatchRules.Level;
import io.holdfast.table.TestSpark;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ProposalsTest {
  private static final MatchRules RULES =
      new MatchRules(
          "company",
          false,
          -10,
          List.of(
              field("name", Kind.COMPANY, -5, new Level(.98, 9), new Level(.8, 5)),
              field("phone", Kind.PHONE, -1, new Level(.9, 9)),
              field("city", Kind.PLACE, -2, new Level(1, 3)),
              field("tax_id", Kind.CODE, -6, new Level(1, 16))),
          List.of(List.of("name"), List.of("phone"), List.of("name:first", "city")),
          5,
          .5,
          .99);

  private static Field field(String name, Kind kind, double otherwise, Level... levels) {
    return new Field(name, kind, List.of(), List.of(levels), otherwise, List.of("unknown"));
  }

  private static final Dataset<Row> RECORDS = records();

  private static Dataset<Row> records() {
    Stream<Row> told =
        Stream.of(
            row("crm", "1", "Acme Data GmbH", "030 901820", "Berlin"),
            row("billing", "9", "ACME DATA", "+49 30 90 18 20", "Berlin"),
            row("support", "a", "Acme Data Ltd.", "(030) 901820", "berlin"),
            row("crm", "2", "Acme Data GmbH", "030 901820", "Berlin"),
            row("support", "b", "Other People", "030 901820", "Hamburg"),
            row("billing", "7", "Acme Data GmbH", null, null),
            row("billing", "8", "unknown", "000", "Unknown"),
            row("support", "c", "unknown", null, null));
    Stream<Row> shared =
        IntStream.range(0, 6).mapToObj(i -> row("s" + i, "k", "Firm " + i + i, "55512345", null));
    return TestSpark.session()
        .createDataFrame(
            Stream.concat(told, shared).toList(),
            Stream.of("source", "source_key", "name", "phone", "city")
                .reduce(
                    new StructType(),
                    (schema, name) -> schema.add(name, DataTypes.StringType),
                    (one, other) -> one));
  }

  private static Row row(Object... values) {
    return RowFactory.create(values);
  }

  private static List<String> pairs(Dataset<Row> proposals) {
    return proposals
        .selectExpr(
            "concat_ws(' ', left_source, left_key, right_source, right_key, score, evidence)")
        .collectAsList()
        .stream()
        .map(pair -> pair.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void eachPairOfTwoSourcesIsProposedOnceWithItsEvidence() {
    Dataset<Row> proposals = Proposals.of(RECORDS, RULES);
    List<String> pairs = pairs(proposals);
    assertThat(pairs)
        .containsExactly(
            "billing 9 crm 1 0.999512 name same, phone same, city same",
            "billing 9 crm 2 0.999512 name same, phone same, city same",
            "billing 9 support a 0.999512 name same, phone same, city same",
            "crm 1 support a 0.999512 name same, phone same, city same",
            "crm 2 support a 0.999512 name same, phone same, city same");
    assertThat(pairs(Proposals.of(RECORDS.repartition(5), RULES))).isEqualTo(pairs);
    assertThat(Proposals.links(proposals, RULES).where("score < 0.99").isEmpty()).isTrue();
    assertThat(proposals.queryExecution().executedPlan().toString())
        .contains("MapPartitions")
        .doesNotContain("Join", "Cartesian", "NestedLoop");
  }

  @Test
  void keysThatTooManyShareAreReported() {
    assertThat(Proposals.oversized(RECORDS, RULES).collectAsList())
        .containsExactly(RowFactory.create("company", "phone", 6L, "s0", "k"));
  }
}
