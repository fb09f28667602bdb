package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.SourceAccount;
import io.holdfast.table.Subscription;
import io.holdfast.table.Table;
import io.holdfast.table.Versions;
import io.holdfast.time.AsOf;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries that say something else of a record than those before, or of other columns of it. */
class CorrectionsTest {
  private static final String CONTRACTS =
      """
      source: erp
      exports:
        contracts:
          files: contracts/*
          entities:
            - entity: subscription
              key: id
              event_time: from
              columns: {account_key: account, mrr: mrr, status: "'active'"}
      """;

  @TempDir Path folder;
  private LandingNight night;

  @BeforeEach
  void open() {
    night = LandingNight.in(folder);
  }

  @AfterEach
  void close() {
    night.close();
  }

  @Test
  void whatIsDeliveredLaterCountsAndIsKnownSinceItLanded() {
    night
        .file("contracts/1.csv", "id,account,from,mrr\na,1,2024-01-01,500\nb,1,2024-01-01,500\n")
        .land("2024-06-28", CONTRACTS);
    night
        .file("contracts/2.csv", "id,account,from,mrr\na,1,2024-01-01,1000\nb,1,2024-01-01,450\n")
        .land("2024-06-29", CONTRACTS);
    night
        .file("contracts/3.csv", "id,account,from,mrr\na,1,2024-01-01,500\nb,1,2024-01-01,450\n")
        .land("2024-06-30", CONTRACTS);
    assertThat(mrr("2024-06-28")).containsExactly("a 500.00", "b 500.00");
    assertThat(mrr("2024-06-29")).containsExactly("a 1000.00", "b 450.00");
    assertThat(mrr("2024-06-30")).containsExactly("a 500.00", "b 450.00");
  }

  @Test
  void whatIsDeliveredAgainAsItWasChangesNothing() {
    night
        .file("contracts/1.csv", "id,account,from,mrr\na,1,2024-01-01,500\na,1,2024-03-01,700\n")
        .land("2024-06-28", CONTRACTS);
    night
        .file("contracts/2.csv", "id,account,from,mrr\na,1,2024-01-01,500\n")
        .land("2024-06-29", CONTRACTS);
    assertThat(mrr("2024-06-29")).containsExactly("a 700.00");
    assertThat(night.lines(Subscription.TABLE, "known_at").stream().distinct())
        .containsExactly("2024-01-01 00:00:00.0", "2024-03-01 00:00:00.0");
  }

  @Test
  void recordsOfOneNightThatDifferAreSaid() {
    StepResult result =
        night
            .file("contracts/1.csv", "id,account,from,mrr\na,1,2024-01-01,500\nb,1,2024-01-01,1\n")
            .file("contracts/2.csv", "id,account,from,mrr\na,1,2024-01-01,1000\nb,1,2024-01-01,1\n")
            .land("2024-06-28", CONTRACTS);
    assertThat(result.note())
        .contains(
            "2 records of subscription share key and times with another of this night and differ,"
                + " such as erp a;");
  }

  @Test
  void aRowSpeaksOnlyOfTheColumnsThatItsMappingMaps() {
    String mapping =
        """
        source: erp
        exports:
          companies:
            files: companies/*
            entities:
              - entity: source_account
                key: id
                event_time: updated
                columns: {name: name, domain: web}
          crosswalk:
            files: crosswalk/*
            entities:
              - {entity: source_account, partial: true, key: id, columns: {crm_key: crm}}
        """;
    night
        .file("companies/1.csv", "id,updated,name,web\n1,2024-06-01,Acme,acme.io\n")
        .file("crosswalk/1.csv", "id,crm\n1,001A\n")
        .land("2024-06-28", mapping);
    night
        .file("companies/2.csv", "id,updated,name,web\n1,2024-06-29,Acme Inc,\n")
        .land("2024-06-29", mapping);
    assertThat(asOf(SourceAccount.TABLE, "2024-06-29", "name", "domain", "crm_key"))
        .containsExactly("Acme Inc null 001A");
  }

  private List<String> mrr(String day) {
    return asOf(Subscription.TABLE, day, "source_key", "mrr");
  }

  private List<String> asOf(Table table, String day, String... columns) {
    Dataset<Row> versions = EntityVersions.apart(night.lake(day), table);
    return Versions.asOf(versions, new AsOf(LocalDate.parse(day), ZoneOffset.UTC))
        .selectExpr(columns)
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .sorted()
        .toList();
  }
}
