package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.Catalogue;
import io.holdfast.table.CellMetric;
import io.holdfast.table.UsageDaily;
import io.holdfast.table.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose usage it is where an event names its user alone. */
class UsageSeedsTest {
  private static final String DAY = "2025-12-31";

  @TempDir Path folder;

  @Test
  void snowplowsUsersBringTheCompanyThatTheyWereWith() throws IOException {
    byte[] events = Files.readAllBytes(Wanted.data("snowplow/snowplow_web_events.csv"));
    try (LandingNight night = LandingNight.in(folder)) {
      night
          .file("snowplow/events/1.csv", events)
          .file(
              "app/users/1.csv",
              """
              id,company,since
              long session,acme,2021-01-01T00:00:00Z
              long session,bolt,2021-03-05T00:00:00Z
              No edge cases,acme,2021-06-01T00:00:00Z
              """);
      String users =
          """
          source: app
          exports:
            users:
              files: app/users/*
              entities:
                - entity: app_user
                  source: snowplow
                  key: id
                  event_time: since
                  columns: {account_key: company}
          """;
      new LandStep(
              List.of(night.mapping(SeedsTest.mapping("snowplow")), night.mapping(users)),
              List.of())
          .run(night.context(DAY, night.lake(DAY)));

      assertThat(byAccount(night)).containsExactly("acme 17", "bolt 7", "null 133");
    }
  }

  /** How many events each account has, once the usage of a night is rolled up. */
  static List<String> byAccount(LandingNight night) {
    StepContext context = night.context(DAY, night.lake(DAY));
    new UsageStep(new Catalogue(Map.of("events", new CellMetric(null, null)), Map.of()))
        .run(context);
    return AccountedFacts.of(
            table -> EntityVersions.whole(context.lake(), table),
            List.of(UsageDaily.TABLE),
            context.asOf())
        .read(UsageDaily.TABLE)
        .groupBy(UsageDaily.ACCOUNT_KEY)
        .sum(UsageDaily.N)
        .selectExpr("concat(coalesce(account_key, 'null'), ' ', `sum(n)`) as found")
        .orderBy("found")
        .as(Encoders.STRING())
        .collectAsList();
  }
}
