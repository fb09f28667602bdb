package io.holdfast.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.time.AsOf;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class UserAccountsTest {

  @Test
  void whoChangesCompanyLeavesEarlierUsageWithTheEarlierOne() {
    assertThat(
            found(
                List.of(cell("ann", "2024-01-20"), cell("ann", "2024-03-01")),
                user("ann", "2024-01-05", "2024-01-05", "acme"),
                user("ann", "2024-02-01", "2024-02-01", "acme"),
                user("ann", "2024-02-10", "2024-02-10", "bolt")))
        .containsExactly("ann 2024-01-20 2024-01-20 acme", "ann 2024-03-01 2024-03-01 bolt");
  }

  @Test
  void whoIsToldOfLaterWasThereAllAlongAndIsKnownSinceThen() {
    assertThat(
            found(
                List.of(cell("bob", "2024-01-20")),
                user("bob", "2024-02-10", "2024-02-11", "acme")))
        .containsExactly("bob 2024-01-20 2024-02-11 acme");
  }

  @Test
  void whatIsToldAfterwardsChangesNoEarlierDay() {
    assertThat(
            found(
                List.of(cell("ann", "2024-01-20")),
                user("ann", "2024-01-05", "2024-01-05", "acme"),
                user("ann", "2024-01-10", "2024-03-01", "bolt")))
        .containsExactly("ann 2024-01-20 2024-01-20 acme");
  }

  @Test
  void whoNobodyKnowsHasNoAccountAndAnAccountThatIsNamedStays() {
    assertThat(
            found(
                List.of(
                    cell("eve", "2024-01-20"),
                    cell(null, "2024-01-20").replace("}", ",'account_key':'own'}")),
                user("ann", "2024-01-05", "2024-01-05", "acme"),
                user("eve", "2024-01-05", "2024-01-05", null)))
        .containsExactly("2024-01-20 2024-01-20 own", "eve 2024-01-20 2024-01-20");
  }

  private static List<String> found(List<String> cells, String... users) {
    return UserAccounts.of(
            rows(UsageDaily.TABLE, cells),
            rows(AppUser.TABLE, Arrays.asList(users)),
            new AsOf(LocalDate.EPOCH, ZoneId.of("Europe/Berlin")))
        .selectExpr(
            "concat_ws(' ', user_key, date_from_unix_date(event_days[0]),"
                + " date_from_unix_date(known_days[0]), account_key) as found")
        .orderBy("found")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private static String cell(String user, String day) {
    return ("{'user_key':%s,'event_days':[%2$s],'known_days':[%2$s],'counts':[1],'millionths':[1],"
            + "'user_counts':[0],'user_numbers':[],'metric':'events'}")
        .formatted(text(user), LocalDate.parse(day).toEpochDay());
  }

  private static String user(String key, String event, String known, String account) {
    return "{'source_key':'%s','event_time':'%s','known_at':'%s','account_key':%s}"
        .formatted(key, event, known, text(account));
  }

  private static String text(String value) {
    return value == null ? "null" : "'" + value + "'";
  }

  private static Dataset<Row> rows(Table table, List<String> json) {
    List<String> lines =
        json.stream().map(row -> row.replace("{", "{'source':'s',").replace('\'', '"')).toList();
    return TestSpark.session()
        .createDataset(lines, Encoders.STRING())
        .select(from_json(col("value"), table.schema()).as("row"))
        .select("row.*");
  }
}
