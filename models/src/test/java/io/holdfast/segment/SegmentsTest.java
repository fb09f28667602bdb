package io.holdfast.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.segment.SegmentConfig.SegmentFeature;
import io.holdfast.table.AccountSegment;
import io.holdfast.table.FeatureWords;
import io.holdfast.table.TestSpark;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SegmentsTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("as_of", DataTypes.DateType)
          .add("account_id", DataTypes.StringType)
          .add("active", DataTypes.BooleanType)
          .add("mrr", DataTypes.createDecimalType(18, 2))
          .add("signins_28d", DataTypes.DoubleType)
          .add("tickets_91d", DataTypes.DoubleType);

  private static final List<FeatureWords> WORDS =
      List.of(
          new FeatureWords(
              "tickets_91d", "tickets in 91 days", "tickets", "bad", "support", true, true));

  @Test
  void clustersAreNamedByWhatSetsThemApart() {
    List<Row> rows = segments(accounts(60), config(3)).collectAsList();
    assertThat(rows).hasSize(60);
    assertThat(names(rows))
        .contains("1 high tickets in 91 days, light users")
        .anyMatch(name -> name.startsWith("0 heavy users"));
    assertThat(rows.get(0).<Double>getAs(AccountSegment.DISTANCE)).isLessThan(2);
  }

  @Test
  void silhouetteFindsTheThreeKindsOfAccounts() {
    assertThat(names(segments(accounts(60), config(null)).collectAsList())).hasSize(3);
  }

  @Test
  void orderAndPartitionsOfTheRowsChangeNothing() {
    List<Row> rows = new ArrayList<>(accounts(60));
    List<Row> once = sorted(segments(rows, config(3)));
    Collections.shuffle(rows, new Random(7));
    List<Row> again =
        sorted(
            Segments.accountSegment(
                TestSpark.session().createDataFrame(rows, SCHEMA).repartition(5),
                config(3),
                WORDS));
    assertThat(again).isEqualTo(once);
  }

  @Test
  void tooFewAccountsMakeOneClusterWithTiersByRevenue() {
    List<Row> rows = sorted(segments(accounts(10), config(3)));
    assertThat(names(rows)).containsExactly("0 all accounts");
    assertThat(rows)
        .extracting(r -> r.<String>getAs(AccountSegment.TIER))
        .containsExactly(
            "top", "top", "middle", "middle", "middle", "tail", "tail", "tail", "tail", "tail");
  }

  @Test
  void accountsThatAreAllAlikeMakeOneCluster() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.add(account(i, true, 5.0, null));
    }
    assertThat(names(segments(rows, config(null)).collectAsList()))
        .containsExactly("0 all accounts");
  }

  @Test
  void accountsThatDoNotPayAreInNoSegment() {
    List<Row> rows = new ArrayList<>(accounts(3));
    rows.add(account(99, false, 1.0, 1.0));
    assertThat(segments(rows, config(3)).count()).isEqualTo(3);
  }

  @Test
  void featureThatTheCatalogueLacksIsAProblemBeforeTheNight() {
    assertThat(config(3).problems(Set.of("signins_28d", "tickets_28d")))
        .containsExactly(
            "features[1].feature 'tickets_91d' is not a column of customer_360; did you mean"
                + " 'tickets_28d'?");
    assertThatThrownBy(() -> new SegmentConfig(List.of(), null, null))
        .hasMessageContaining("features is empty");
  }

  private static Dataset<Row> segments(List<Row> rows, SegmentConfig config) {
    return AccountSegment.TABLE.conform(
        Segments.accountSegment(TestSpark.session().createDataFrame(rows, SCHEMA), config, WORDS));
  }

  private static List<Row> sorted(Dataset<Row> rows) {
    return rows.orderBy(AccountSegment.ACCOUNT_ID).collectAsList();
  }

  private static Set<String> names(List<Row> rows) {
    return rows.stream()
        .map(r -> r.getAs(AccountSegment.CLUSTER) + " " + r.getAs(AccountSegment.SEGMENT_NAME))
        .collect(java.util.stream.Collectors.toSet());
  }

  private static SegmentConfig config(Integer clusters) {
    return new SegmentConfig(
        List.of(
            new SegmentFeature("signins_28d", "heavy users", "light users"),
            new SegmentFeature("tickets_91d", null, "few tickets")),
        clusters,
        null);
  }

  /** By turns: heavy users, light users with tickets, light users without. */
  private static List<Row> accounts(int number) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      rows.add(
          switch (i % 3) {
            case 0 -> account(i, true, 200.0 + i, 3.0);
            case 1 -> account(i, true, 2.0 + i % 2, 40.0 + i);
            default -> account(i, true, 2.0 + i % 2, 0.0);
          });
    }
    return rows;
  }

  private static Row account(int i, boolean active, Double signins, Double tickets) {
    return RowFactory.create(
        Date.valueOf("2025-12-31"),
        "a%02d".formatted(i),
        active,
        new BigDecimal("%d.00".formatted(1000 - i)),
        signins,
        tickets);
  }
}
