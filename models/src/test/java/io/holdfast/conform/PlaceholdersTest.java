package io.holdfast.conform;

import static io.holdfast.conform.Outcomes.reasons;
import static io.holdfast.conform.Outcomes.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.Invoice;
import io.holdfast.table.Subscription;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

  @Test
  void daysThatSystemsWriteForNoneAreNone() {
    NamedExport export =
        Mappings.export(
            null,
            Mappings.entity("subscription")
                .columns(Map.of("end_at", "ends", "start_at", "coalesce(begins, said)"))
                .build());
    assertThat(
            values(
                export,
                Subscription.TABLE,
                "start_at end_at",
                "{'id':'1','begins':'1900-01-01','said':'2024-01-01','ends':'9999-12-31'}",
                "{'id':'2','begins':'0001-01-01T00:00:00Z','ends':'2099-12-31 00:00:00'}",
                "{'id':'3','begins':'1970-01-01','ends':'0000-00-00 00:00:00'}",
                "{'id':'4','begins':'1753-01-01','ends':'2999-12-31T23:59:59.999Z'}",
                "{'id':'5','begins':'1900-01-02','ends':'2099-12-30'}"))
        .containsExactly(
            "2024-01-01T00:00:00Z null",
            "null null",
            "null null",
            "null null",
            "1900-01-02T00:00:00Z 2099-12-30T00:00:00Z");
  }

  @Test
  void soAreNumbersThatStandForThem() {
    NamedExport export =
        Mappings.export(
            null,
            Mappings.entity("invoice")
                .columns(
                    Map.of(
                        "due_at", "timestamp_seconds(cast(due AS bigint))",
                        "paid_at", "timestamp_seconds(cast(paid AS bigint))"))
                .build());
    assertThat(
            values(
                export,
                Invoice.TABLE,
                "due_at paid_at",
                "{'id':'1','due':'0','paid':'253402214400'}",
                "{'id':'2','due':'-62135596800','paid':'1704067200'}"))
        .containsExactly("null null", "null 2024-01-01T00:00:00Z");
  }

  @Test
  void whatHappensOnSuchADayDoesNotAndARecordThatNeedsTheTimeIsSetAside() {
    NamedExport export =
        Mappings.export(
            null,
            Mappings.entity("subscription").eventTime("begins").build(),
            Mappings.entity("subscription").when("ended IS NOT NULL").eventTime("ended").build());
    assertThat(
            values(
                export,
                Subscription.TABLE,
                "source_key event_time",
                "{'id':'1','begins':'2024-01-01','ended':'9999-12-31'}",
                "{'id':'2','begins':'1900-01-01'}"))
        .containsExactly("1 2024-01-01T00:00:00Z");
    assertThat(reasons(export, "{'id':'2','begins':'1900-01-01'}"))
        .containsExactly(
            "1 subscription column event_time: 'begins' is empty, or a placeholder such as"
                + " 1900-01-01");
  }

  @Test
  void anAmountBeyondAllBusinessIsSetAside() {
    NamedExport export =
        Mappings.export(null, Mappings.entity("invoice").columns(Map.of("amount", "a")).build());
    assertThat(
            values(
                export,
                Invoice.TABLE,
                "amount",
                "{'id':'1','a':'9999999999999.99'}",
                "{'id':'2','a':'-0.01'}"))
        .containsExactly("9999999999999.99", "-0.01");
    assertThat(reasons(export, "{'id':'1','a':'9999999999999999.99'}"))
        .containsExactly(
            "1 invoice column amount: '9999999999999999.99' is not an amount below"
                + " 10,000,000,000,000");
  }
}
