package io.holdfast.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class AccountKeysTest {
  private final Map<String, Dataset<Row>> tables = new HashMap<>();

  @Test
  void aMessageHasTheAccountOfItsTicketAndATicketThatOfWhoAsked() {
    given(Contact.TABLE, "{'source_key':'c1','known_at':'2024-01-05','account_key':'acme'}");
    given(
        Ticket.TABLE,
        "{'source_key':'t1','known_at':'2024-01-01','user_key':'c1'}",
        "{'source_key':'t2','known_at':'2024-01-01','user_key':'c1','account_key':'bolt'}",
        "{'source_key':'t2','known_at':'2024-01-09','user_key':'c1','account_key':'moved'}");
    given(
        TicketMessage.TABLE,
        "{'source_key':'m1','known_at':'2024-01-02','ticket_key':'t1','author_role':'agent'}",
        "{'source_key':'m2','known_at':'2024-01-08','ticket_key':'t2','author_role':'agent'}",
        "{'source_key':'m3','known_at':'2024-01-02','ticket_key':'t9','author_role':'agent'}",
        "{'source_key':'m4','known_at':'2024-01-02','ticket_key':'t1','account_key':'own'}");
    assertThat(found(Ticket.TABLE, "source_key", "account_key", "known_at"))
        .containsExactly("t1 acme 2024-01-05", "t2 bolt 2024-01-01", "t2 moved 2024-01-09");
    assertThat(found(TicketMessage.TABLE, "source_key", "account_key", "known_at"))
        .containsExactly(
            "m1 acme 2024-01-05", "m2 bolt 2024-01-08", "m3 null 2024-01-02", "m4 own 2024-01-02");
  }

  @Test
  void whoWroteAMessageIsACustomerOrOneOfUs() {
    given(Contact.TABLE, "{'source_key':'c1','known_at':'2024-01-05','account_key':'acme'}");
    given(Staff.TABLE, "{'source_key':'s1','known_at':'2024-01-01'}");
    given(
        TicketMessage.TABLE,
        "{'source_key':'m1','known_at':'2024-01-02','author_key':'c1'}",
        "{'source_key':'m2','known_at':'2024-01-02','author_key':'s1'}",
        "{'source_key':'m3','known_at':'2024-01-02','author_key':'x1'}");
    given(
        MessageSentiment.TABLE,
        "{'source_key':'m1','known_at':'2024-01-02','author_key':'c1','sentiment':0.5}",
        "{'source_key':'m2','known_at':'2024-01-02','author_key':'s1','sentiment':0.5}",
        "{'source_key':'m3','known_at':'2024-01-02','author_key':'x1','sentiment':0.5}",
        "{'source_key':'m5','known_at':'2024-01-02','account_key':'own','sentiment':0.5}");
    assertThat(found(TicketMessage.TABLE, "source_key", "author_role", "account_key", "known_at"))
        .containsExactly(
            "m1 customer acme 2024-01-05", "m2 agent null 2024-01-02", "m3 null null 2024-01-02");
    assertThat(found(MessageSentiment.TABLE, "source_key", "account_key", "known_at"))
        .containsExactly("m1 acme 2024-01-05", "m5 own 2024-01-02");
  }

  @Test
  void aRefundHasTheAccountOfItsCharge() {
    given(
        Payment.TABLE,
        "{'source_key':'ch','known_at':'2024-01-01','account_key':'acme'}",
        "{'source_key':'re','known_at':'2024-01-02','of_key':'ch'}");
    assertThat(found(Payment.TABLE, "source_key", "account_key"))
        .containsExactly("ch acme", "re acme");
    assertThat(keys(AccountKeys.lacking(Payment.TABLE, rows(Payment.TABLE)))).containsExactly("re");
  }

  private void given(Table table, String... json) {
    List<String> lines =
        Arrays.stream(json)
            .map(line -> line.replace("{", "{'source':'s',").replace('\'', '"'))
            .toList();
    tables.put(
        table.name(),
        TestSpark.session()
            .createDataset(lines, Encoders.STRING())
            .select(from_json(col("value"), table.schema()).as("row"))
            .select("row.*"));
  }

  private Dataset<Row> rows(Table table) {
    Dataset<Row> given = tables.get(table.name());
    return given != null ? given : TestSpark.session().createDataFrame(List.of(), table.schema());
  }

  private List<String> found(Table table, String... columns) {
    Dataset<Row> rows = table.conform(AccountKeys.of(table, this::rows));
    return rows.selectExpr(columns).collectAsList().stream()
        .map(row -> row.mkString(" ").replace(" 00:00:00.0", ""))
        .sorted()
        .toList();
  }

  private static List<String> keys(Dataset<Row> rows) {
    return rows.select(Entity.SOURCE_KEY).as(Encoders.STRING()).collectAsList();
  }
}
