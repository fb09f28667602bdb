package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.table.Subscription;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source or its mapping changes must not become nulls that nobody sees. */
class DriftTest {
  private static final String MAPPING =
      """
      source: shop
      exports:
        contracts:
          files: contracts/*
          entities:
            - {entity: subscription, key: id, event_time: at, columns: {mrr: %s}}
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

  private static String lines(int records, String field) {
    return IntStream.range(0, records)
        .mapToObj(
            i -> "{\"id\":\"%s%d\",\"at\":\"2024-01-01\",\"%s\":1}".formatted(field, i, field))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void fieldThatOneOfManyFilesRenamesHoldsWithTheNearestName() {
    night
        .file("contracts/1.jsonl", lines(2, "mrr"))
        .file("contracts/2.jsonl", lines(20, "mrr_usd"));
    assertThatThrownBy(() -> night.land("2024-01-02", MAPPING.formatted("mrr")))
        .isInstanceOf(HeldException.class)
        .hasMessageContaining(
            "file contracts/2.jsonl: field 'mrr' that subscription.mrr needs is missing;"
                + " nearest is 'mrr_usd'");
    assertThat(night.lines(Subscription.TABLE, "mrr")).isEmpty();
  }

  @Test
  void fieldThatFewRecordsOfAFileLackIsEmptyInThem() {
    night.file("contracts/1.jsonl", lines(2, "mrr")).file("contracts/2.jsonl", lines(3, "other"));
    night.land("2024-01-02", MAPPING.formatted("mrr"));
    assertThat(night.lines(Subscription.TABLE, "mrr"))
        .containsExactly("1.00", "1.00", "null", "null", "null");
  }

  @Test
  void quoteThatNothingClosesCostsItsLine() {
    night.file("contracts/1.csv", "id,at,mrr\n1,2024-01-01,\"1\n2,2024-01-01,2\n");
    assertThat(night.land("2024-01-02", MAPPING.formatted("mrr")).note())
        .startsWith("1 file: 2 landed, 1 loaded, 1 quarantined")
        .contains("contracts/1.csv record 1: a quote is opened and never closed");
    assertThat(night.lines(Subscription.TABLE, "source_key")).containsExactly("2");
  }
}
