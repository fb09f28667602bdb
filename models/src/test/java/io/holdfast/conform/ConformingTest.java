package io.holdfast.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.table.Entity;
import io.holdfast.table.RawRecord;
import io.holdfast.table.Subscription;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import io.holdfast.table.Ticket;
import io.holdfast.table.UsageEvent;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class ConformingTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void recordBecomesARowOfTheEntitysTypesWithWhereItCameFrom() {
    Conforming conforming =
        conforming(
            entity(
                "subscription",
                null,
                "id",
                "since",
                Map.of("mrr", "cents / 100", "trial", "trial"),
                Map.of("tier", "tier", "none", "missing")));
    Row row =
        entities(
                conforming,
                Subscription.TABLE,
                "{'id':'s1','since':'2024-03-01','cents':1250,'trial':'TRUE','tier':'gold'}")
            .get(0);
    assertThat(row.getString(row.fieldIndex("source_key"))).isEqualTo("s1");
    assertThat(row.getDecimal(row.fieldIndex("mrr"))).isEqualByComparingTo("12.50");
    assertThat(row.getBoolean(row.fieldIndex("trial"))).isTrue();
    assertThat(row.getBoolean(row.fieldIndex("deleted"))).isFalse();
    assertThat(row.getJavaMap(row.fieldIndex("attributes"))).isEqualTo(Map.of("tier", "gold"));
    assertThat(row.getString(row.fieldIndex("file"))).isEqualTo("f.csv");
    assertThat(row.getLong(row.fieldIndex("record_no"))).isEqualTo(1);
    assertThat(row.getString(row.fieldIndex("source"))).isEqualTo("crm");
  }

  @Test
  void textThatDoesNotFitIsRejectedWithColumnAndValue() {
    Conforming conforming =
        conforming(
            entity(
                "subscription",
                null,
                "id",
                null,
                Map.of("mrr", "mrr", "seats", "seats"),
                Map.of()));
    assertThat(
            reasons(
                conforming,
                "{'id':'s1','mrr':'abc','seats':'3.0'}",
                "{'id':'s2','mrr':'10','seats':'3.5'}",
                "{'id':'s3','mrr':' ','seats':''}",
                "{'id':'','mrr':'1'}"))
        .containsExactly(
            "1 subscription column mrr: 'abc' is not an amount of up to 16 digits",
            "2 subscription column seats: '3.5' is not a whole number",
            "4 subscription column source_key: 'id' is empty");
  }

  @Test
  void expressionThatFailsOnOneRecordRejectsOnlyThatOne() {
    Conforming conforming =
        conforming(
            entity(
                "subscription",
                "amount * 1 >= 0",
                "id",
                null,
                Map.of("mrr", "amount / 100", "seats", "amount * 2"),
                Map.of()));
    String[] records = {"{'id':'s1','amount':'x'}", "{'id':'s2','amount':'100'}"};
    assertThat(reasons(conforming, records))
        .containsExactly(
            "1 subscription when: 'amount * 1 >= 0' cannot be computed with amount: 'x'");
    assertThat(entities(conforming, Subscription.TABLE, records)).hasSize(1);

    Conforming plain =
        conforming(
            entity(
                "subscription",
                null,
                "id",
                null,
                Map.of("mrr", "amount / 100", "seats", "amount * 2"),
                Map.of()));
    assertThat(reasons(plain, records))
        .containsExactly(
            "1 subscription column mrr: 'amount / 100' cannot be computed with amount: 'x';"
                + " column seats: 'amount * 2' cannot be computed with amount: 'x'");
  }

  @Test
  void timesWithoutOffsetAreInTheCompanysZone() {
    assertThat(time("2024-03-01")).isEqualTo("2024-02-29 23:00:00");
    assertThat(time("2024-03-01 3:00")).isEqualTo("2024-03-01 02:00:00");
    assertThat(time("2024-07-01T03:00:00.250")).isEqualTo("2024-07-01 01:00:00.25");
    assertThat(time("2024-03-01T10:00:00Z")).isEqualTo("2024-03-01 10:00:00");
    assertThat(time("2024-03-01T10:00:00.000+0200")).isEqualTo("2024-03-01 08:00:00");
    assertThat(time("2024-03-01 10:00:00-05:00")).isEqualTo("2024-03-01 15:00:00");
    assertThat(time("2024-03-01 10:00:00 UTC")).isEqualTo("2024-03-01 10:00:00");
    assertThat(time("2024-03-01 10:00:00 CET")).isEqualTo("2024-03-01 09:00:00");
    assertThat(time("2024-03-01T10:00:00 PST")).isEqualTo("2024-03-01 18:00:00");
    assertThat(time("2024-03-01 10:00:00 America/Argentina/Ushuaia"))
        .isEqualTo("2024-03-01 13:00:00");
    assertThat(time("2024-03-01 10:00:00 PM")).isNull();
    assertThat(time("10:30")).isNull();
    assertThat(time("2024")).isNull();
    assertThat(time("03/01/2024")).isNull();
  }

  @Test
  void epochNumbersAreTimesThroughTheExpression() {
    Conforming conforming =
        conforming(
            entity(
                "ticket", null, "id", "timestamp_millis(cast(at as bigint))", Map.of(), Map.of()));
    assertThat(entities(conforming, Ticket.TABLE, "{'id':'1','at':1709287200000}").get(0).get(2))
        .hasToString("2024-03-01 10:00:00.0");
    assertThatThrownBy(
            () ->
                conforming(entity("ticket", null, "id", "cast(at as bigint)", Map.of(), Map.of()))
                    .evaluate(raw("{}")))
        .hasMessage(
            "ticket, column event_time: 'cast(at as bigint)' gives bigint, not a time;"
                + " use timestamp_seconds(…) or timestamp_millis(…)");
  }

  @Test
  void recordWithoutTimesIsKnownAtTheEndOfTheLandingDay() {
    Row row =
        entities(
                conforming(entity("ticket", null, "id", null, Map.of(), Map.of())),
                Ticket.TABLE,
                "{'id':'1'}")
            .get(0);
    assertThat(row.getTimestamp(3)).hasToString("2024-12-31 22:59:59.999999");
    assertThat(row.get(2)).isEqualTo(row.get(3));
  }

  @Test
  void recordThatOneEntityRejectsFeedsNoneAndAllAddUp() {
    Conforming conforming =
        conforming(
            entity(
                "ticket", "kind <> 'spam'", "id", "opened", Map.of("status", "'open'"), Map.of()),
            entity(
                "ticket",
                "closed is not null",
                "id",
                "closed",
                Map.of("status", "'solved'"),
                Map.of()));
    String[] records = {
      "{'id':'1','opened':'2024-01-01','closed':'2024-01-02','kind':'x'}",
      "{'id':'2','opened':'2024-01-01','closed':'soon','kind':'x'}",
      "{'id':'3','opened':'2024-01-01','kind':'spam'}",
      "{'_holdfast_unreadable':'row has 1 value, its header 4','_holdfast_content':['a']}"
    };
    assertThat(entities(conforming, Ticket.TABLE, records)).hasSize(2);
    assertThat(reasons(conforming, records))
        .containsExactly(
            "2 ticket column event_time: 'soon' is not a time such as 2024-03-01T10:00:00Z",
            "4 ticket row has 1 value, its header 4");
    Column[] counts = conforming.counts().toArray(Column[]::new);
    Row counted = conforming.evaluate(raw(records)).select(counts).first();
    assertThat(counted.mkString(" ")).isEqualTo("4 1 2 1 2 2");
  }

  @Test
  void nestedFieldsAreReadByDotsAndQuantityIsOneUnlessToldOtherwise() {
    Conforming conforming =
        conforming(
            entity(
                "usage_event",
                null,
                "messageId",
                "timestamp",
                Map.of("account_key", "context.groupId", "quantity", "properties.n"),
                Map.of()));
    List<Row> rows =
        entities(
            conforming,
            UsageEvent.TABLE,
            "{'messageId':'1','timestamp':'2024-01-01','context':{'groupId':'g','x':1},'properties':{'n':2.5}}",
            "{'messageId':'2','timestamp':'2024-01-01','context':'odd'}");
    assertThat(rows).extracting(row -> row.getAs("account_key")).containsExactly("g", null);
    assertThat(rows).extracting(row -> row.getAs("quantity")).containsExactly(2.5, 1.0);
  }

  private static String time(String text) {
    List<Row> rows =
        entities(
            conforming(entity("ticket", null, "id", "at", Map.of(), Map.of())),
            Ticket.TABLE,
            "{'id':'1','at':'" + text + "'}");
    return rows.isEmpty() ? null : rows.get(0).get(2).toString().replaceAll("\\.0$", "");
  }

  private static Conforming conforming(EntityMapping... entities) {
    return new Conforming(Mappings.export(null, entities), BERLIN);
  }

  private static EntityMapping entity(
      String entity,
      String when,
      String key,
      String at,
      Map<String, String> columns,
      Map<String, String> attributes) {
    return Mappings.entity(entity)
        .when(when)
        .key(key)
        .eventTime(at)
        .columns(columns)
        .attributes(attributes)
        .build();
  }

  private static List<Row> entities(Conforming conforming, Table table, String... records) {
    return table
        .conform(conforming.entities(conforming.evaluate(raw(records)), table))
        .orderBy(Entity.RECORD_NO)
        .collectAsList();
  }

  private static List<String> reasons(Conforming conforming, String... records) {
    return conforming
        .rejects(conforming.evaluate(raw(records)))
        .orderBy("record_no")
        .collectAsList()
        .stream()
        .map(row -> row.get(3) + " " + row.get(5) + " " + row.get(6))
        .toList();
  }

  private static Dataset<Row> raw(String... records) {
    List<Row> rows = new ArrayList<>();
    for (String record : Arrays.asList(records)) {
      rows.add(
          RowFactory.create(
              "f.csv",
              rows.size() + 1L,
              "b",
              java.sql.Date.valueOf(LocalDate.of(2024, 12, 31)),
              record.replace('\'', '"')));
    }
    return TestSpark.session().createDataFrame(rows, RawRecord.of("crm", "things").schema());
  }

  @Test
  void usageCountsNoLaterThanItWasReceived() {
    NamedExport export =
        Mappings.export(
            null,
            Mappings.entity("usage_event")
                .eventTime("at")
                .knownAt("got")
                .columns(Map.of("event", "e"))
                .build());
    assertThat(
            Outcomes.values(
                export,
                UsageEvent.TABLE,
                "event_time known_at",
                "{'id':'1','at':'2024-05-01T00:00:00Z','got':'2024-03-01T10:00:00Z','e':'x'}",
                "{'id':'2','at':'2024-02-01T00:00:00Z','got':'2024-03-01T10:00:00Z','e':'x'}"))
        .containsExactly(
            "2024-03-01T10:00:00Z 2024-03-01T10:00:00Z",
            "2024-02-01T00:00:00Z 2024-03-01T10:00:00Z");
  }
}
