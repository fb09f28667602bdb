package io.holdfast.job.whole;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.Account;
import io.holdfast.table.AccountMrr;
import io.holdfast.table.Customer360;
import io.holdfast.table.MrrMovement;
import io.holdfast.table.Quarantine;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The smallest, largest and oddest value of each type cost a night, and other accounts, nothing.
 */
class ExtremesIT {
  private static final LocalDate DAY = LocalDate.of(2024, 6, 30);
  private static final String[] ODD = {"name like 'Odd%'", "name like 'Plain%'"};
  @TempDir static Path folder;
  private static SmallNight plain;
  private static SmallNight extreme;

  @BeforeAll
  static void nights() throws IOException {
    plain = night("plain", false);
    extreme = night("extreme", true);
  }

  @Test
  void otherAccountsHaveTheSameValues() {
    for (Table table : List.of(AccountMrr.TABLE, MrrMovement.TABLE, Customer360.TABLE)) {
      assertThat(rows(extreme, table, ODD[1]))
          .as(table.name())
          .isEqualTo(rows(plain, table, ODD[1]));
    }
  }

  @Test
  void placeholdersAreNoneAndExtremesAreCounted() {
    List<String> rows =
        extreme
            .released(Customer360.TABLE)
            .where("as_of = date'2024-06-30' and " + ODD[0])
            .selectExpr(
                "concat_ws('|', name, mrr, coalesce(string(seats), 'none'), coalesce(string(renewal_on), 'none'),"
                    + " coalesce(string(ends_on), 'none'), customer_since)")
            .as(org.apache.spark.sql.Encoders.STRING())
            .collectAsList()
            .stream()
            .map(row -> row.replaceAll("(?s)^(Odd.).*?\\|", "$1|"))
            .sorted()
            .toList();
    assertThat(rows)
        .containsExactly(
            "Odd1|9999999999999.99|0|none|none|2024-02-01", "Odd2|130.01|7|none|none|2024-02-01");
  }

  @Test
  void whatNoNightCanUseIsSetAsideWithAReason() {
    assertThat(
            extreme.released(Quarantine.TABLE).select(Quarantine.REASON).collectAsList().stream()
                .map(row -> row.getString(0).replaceAll(": .*", ""))
                .distinct()
                .sorted())
        .containsExactly("column event_time", "column mrr", "column quantity", "column seats");
  }

  private static List<String> rows(SmallNight night, Table table, String such) {
    Dataset<Row> ids = night.released(Account.TABLE).where(such).select(Account.ACCOUNT_ID);
    NightRows rows = new NightRows();
    rows.add(
        table,
        night.released(table).join(ids, Account.ACCOUNT_ID).orderBy(col(Account.ACCOUNT_ID)));
    return rows.of(table.name());
  }

  private static SmallNight night(String name, boolean isExtreme) throws IOException {
    Path landing = folder.resolve(name).resolve("landing");
    accounts(landing, isExtreme);
    contracts(landing, isExtreme);
    happenings(landing, isExtreme);
    Path conf = Files.createDirectories(folder.resolve(name).resolve("conf"));
    Files.writeString(
        conf.resolve("holdfast.yaml"),
        """
        base: %s
        company: Extremes
        timezone: America/New_York
        currency: EUR
        crm: generic
        targets: [file]
        history: {every: month, months: 4}
        """
            .formatted(Parts.home().resolve("conf")));
    SmallNight night = new SmallNight(conf, landing, folder.resolve(name), Map.of());
    TestSpark.interpreted(() -> night.run(DAY));
    return night;
  }

  private static void accounts(Path landing, boolean isExtreme) throws IOException {
    List<String> rows = lines("id,name,updated_at,created_on,domain,segment,employees");
    for (int i = 1; i <= 4; i++) {
      rows.add("n%1$d,Plain%1$d,2024-01-01,2024-01-01,plain%1$d.example,mid,10".formatted(i));
    }
    rows.add("n5,Last,2024-01-01,2024-01-01,last.example,mid,10");
    if (isExtreme) {
      rows.add(
          "x1,\"Odd1 \u0000\u202eabc\n😀 '\"\",\",2024-01-01,0001-01-01,odd1.example,odd,"
              + Long.MAX_VALUE);
      rows.add("x2,Odd2,2024-01-01,9999-12-31,odd2.example,odd," + Long.MIN_VALUE);
    }
    write(landing, "accounts", rows);
  }

  private static void contracts(Path landing, boolean isExtreme) throws IOException {
    List<String> rows =
        lines(
            "id,account_id,valid_from,status,mrr,currency,seats,start_at,end_at,ended_at,"
                + "renewal_at,discount,discount_until");
    for (int i = 1; i <= 4; i++) {
      rows.add("c%1$d,n%1$d,2024-02-01,active,%1$d0,EUR,5,,,,2024-12-31,,".formatted(i));
    }
    if (isExtreme) {
      String end = "9999-12-31";
      rows.add(
          "o1,x1,2024-02-01,active,9999999999999.99,EUR,%d,,%s,,%s,,"
              .formatted(Long.MAX_VALUE, end, end));
      rows.add("o2,x1,2024-02-01,active,9999999999999999.99,EUR,1,,,,,,");
      rows.add("o3,x1,2024-02-01,active,-9999999999999.99,EUR,-1,,,,,,");
      rows.add("o4,x1,1900-01-01,active,5,EUR,1,,,,,,");
      rows.add(
          "o5,x2,2024-02-01,active,0.01,EUR,7,0001-01-01,2999-12-31,%s,2262-04-12,,"
              .formatted(end));
      rows.add("o6,x2,2024-02-01,active,0,EUR,,1582-10-10,,,,,");
      rows.add("o7,x2,2024-02-01,active,NaN,EUR,,,,,,,");
      rows.add("o8,x2,2024-02-01,active,1,EUR,99999999999999999999,,,,,,");
      rows.add("o9,x1,2024-02-01,active,100,EUR,0,,,,,20,9999-12-31T23:59:59.999999");
      rows.add("o9,x2,2024-05-15,active,150,EUR,0,,,,,20,9999-12-31T23:59:59.999999");
    }
    write(landing, "contracts", rows);
  }

  private static void happenings(Path landing, boolean isExtreme) throws IOException {
    List<String> tickets =
        lines("id,account_id,opened_at,closed_at,first_response_at,satisfaction,body");
    List<String> events = lines("id,account_id,user_id,event,at,quantity");
    List<String> invoices = lines("id,account_id,issued_at,amount,currency,due_at,paid_at");
    List<String> goals = lines("id,account_id,name,set_at,due_on,closed_at");
    for (int i = 1; i <= 4; i++) {
      tickets.add("t%1$d,n%1$d,2024-03-0%1$d,2024-03-09,2024-03-05,,Hello".formatted(i));
      events.add("e%1$d,n%1$d,u%1$d,login,2024-02-0%1$d,3".formatted(i));
      invoices.add("i%1$d,n%1$d,2024-02-01,%1$d0,EUR,2024-03-01,2024-02-20".formatted(i));
      goals.add("g%1$d,n%1$d,Grow,2024-02-01,2024-12-31,".formatted(i));
    }
    // On these days each export delivers, whatever the odd records say.
    invoices.add("i8,n5,2024-03-01,50,EUR,2024-04-01,2024-03-20");
    goals.add("g8,n5,Grow,2024-03-01,2024-12-31,");
    tickets.add("t9,n5,%1$s,,,,Hello".formatted(DAY));
    events.add("e9,n5,u9,login,%s,3".formatted(DAY));
    invoices.add("i9,n5,%1$s,50,EUR,%1$s,".formatted(DAY));
    goals.add("g9,n5,Grow,%s,2024-12-31,".formatted(DAY));
    if (isExtreme) {
      tickets.add("t5,x1,0001-01-01,,,,");
      tickets.add("t6,x1,2024-03-09,9999-12-31,0001-01-01,,");
      tickets.add("t7,x1,2024-03-09,2024-03-04,2024-03-01,," + "long ".repeat(400_000));
      events.add("e5,x1,u,login,0001-01-01,1");
      events.add("e6,x1,u,login,9999-12-31,1");
      List<String> quantities = List.of("1e308", "-1e308", "1e999", "NaN", "0", "-0.0000001");
      quantities.forEach(q -> events.add("q%s,x1,u,login,2024-06-29,%s".formatted(q, q)));
      for (int i = 0; i < 20; i++) {
        events.add("h%d,x1,u,login,2024-06-29,999999999999".formatted(i));
      }
      invoices.add("i5,x1,2024-03-01,-9999999999999.99,EUR,9999-12-31,0001-01-01");
      invoices.add("i6,x1,2024-03-01,0,EUR,,9999-12-31T23:59:59Z");
      goals.add("g5,x1,\"\",2024-03-01,9999-12-31,0001-01-01");
    }
    write(landing, "tickets", tickets);
    write(landing, "events", events);
    write(landing, "invoices", invoices);
    write(landing, "goals", goals);
  }

  private static List<String> lines(String header) {
    return new ArrayList<>(List.of(header));
  }

  private static void write(Path landing, String export, List<String> lines) throws IOException {
    Path file = landing.resolve("generic").resolve(export).resolve("a.csv");
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
  }
}
