package io.holdfast.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.time.AsOf;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ContactRolesTest {
  private static final Dataset<Row> CONTACTS =
      TestSpark.session()
          .sql(
              "select * from values"
                  + " ('crm', 'ann', '1', timestamp'2024-01-05', false, 'user', 'Engineer'),"
                  + " ('crm', 'ann', '2', timestamp'2024-03-05', false, 'champion', 'Engineer'),"
                  // An old version that comes late says nothing new.
                  + " ('crm', 'ann', '0', timestamp'2024-03-20', false, 'user', 'Trainee'),"
                  + " ('crm', 'ann', '3', timestamp'2024-05-05', true, 'champion', 'Engineer'),"
                  + " ('other', 'ann', '1', timestamp'2024-01-01', false, 'buyer', 'CFO')"
                  + " as t(source, source_key, version, known_at, deleted, role, title)")
          .withColumn("event_time", org.apache.spark.sql.functions.col("known_at"));

  @Test
  void aMeetingIsWithWhateverItsContactIsKnownToBeOnTheDay() {
    Dataset<Row> meetings =
        meetings(
            "('crm', 'm', null, timestamp'2024-02-01', 'ann', 'meeting'),"
                + " ('crm', 'm', null, timestamp'2024-04-01', 'ann', 'call')");

    assertThat(on(meetings, "2024-02-15")).containsExactly("m meeting user Engineer");
    assertThat(on(meetings, "2024-03-25")).containsExactly("m meeting champion Engineer");
    assertThat(on(meetings, "2024-04-15")).containsExactly("m call champion Engineer");
    assertThat(on(meetings, "2024-05-15")).containsExactly("m call");
  }

  @Test
  void aContactThatIsNotKnownYetOrNeverIsNothing() {
    Dataset<Row> meetings =
        meetings(
            "('crm', 'early', '7', timestamp'2024-01-01', 'ann', 'meeting'),"
                + " ('crm', 'nobody', null, timestamp'2024-01-01', null, 'meeting'),"
                + " ('crm', 'stranger', null, timestamp'2024-01-01', 'bob', 'meeting'),"
                + " ('other', 'elsewhere', null, timestamp'2024-01-02', 'ann', 'meeting')");

    assertThat(on(meetings, "2024-01-03"))
        .containsExactly(
            "early meeting", "elsewhere meeting buyer CFO", "nobody meeting", "stranger meeting");
    assertThat(on(meetings, "2024-01-06"))
        .containsExactly(
            "early meeting user Engineer",
            "elsewhere meeting buyer CFO",
            "nobody meeting",
            "stranger meeting");
  }

  @Test
  void aVersionOfTheSourceOutranksWhatIsKnownOfTheContactLater() {
    Dataset<Row> meetings =
        meetings(
            "('crm', 'm', '2', timestamp'2024-02-01', 'ann', 'new'),"
                + " ('crm', 'm', '1', timestamp'2024-02-10', 'ann', 'old')");

    assertThat(on(meetings, "2024-03-25")).containsExactly("m new champion Engineer");
  }

  private static Dataset<Row> meetings(String values) {
    return TestSpark.session()
        .sql(
            "select *, known_at as event_time, false as deleted from values "
                + values
                + " as t(source, source_key, version, known_at, contact_key, kind)");
  }

  private static List<String> on(Dataset<Row> meetings, String day) {
    AsOf asOf = new AsOf(LocalDate.parse(day), ZoneOffset.UTC);
    return Versions.asOf(ContactRoles.of(meetings, CONTACTS), asOf)
        .orderBy("source_key")
        .selectExpr("concat_ws(' ', source_key, kind, contact_role, contact_title)")
        .as(Encoders.STRING())
        .collectAsList();
  }
}
