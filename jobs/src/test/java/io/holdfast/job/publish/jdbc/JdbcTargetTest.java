package io.holdfast.job.publish.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.job.config.Secret;
import io.holdfast.job.control.PublishReceipt;
import io.holdfast.job.control.TestDatabase;
import io.holdfast.job.publish.CrmConfig;
import io.holdfast.job.publish.UnreachableException;
import io.holdfast.job.publish.Update;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JdbcTargetTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void textReachesColumnsOfAnyType(TestDatabase kind) throws Exception {
    String url = kind.fresh(folder);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE account (id INTEGER PRIMARY KEY, risk NUMERIC(5,2), due DATE, why TEXT)");
      statement.execute("INSERT INTO account (id, why) VALUES (7, 'old')");
      Map<String, String> values = new LinkedHashMap<>();
      values.put("risk", "12");
      values.put("due", "2025-01-15");
      values.put("why", null);

      JdbcTarget target = new JdbcTarget("crm", config(url), folder);
      target.check();
      assertThat(target.send("r", List.of(new Update("7", values))))
          .containsExactly(PublishReceipt.succeeded("7"));

      try (ResultSet row = statement.executeQuery("SELECT risk, due, why FROM account")) {
        row.next();
        assertThat(row.getInt(1)).isEqualTo(12);
        assertThat(row.getString(2)).isEqualTo("2025-01-15");
        assertThat(row.getString(3)).isNull();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anIdThatStandsTwiceIsRejectedAndNothingChanges(TestDatabase kind) throws Exception {
    String url = kind.fresh(folder);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE account (id TEXT, risk INTEGER, due TEXT, why TEXT)");
      statement.execute("INSERT INTO account (id, why) VALUES ('a', 'old'), ('a', 'old')");

      assertThat(
              new JdbcTarget("crm", config(url), folder)
                  .send("r", List.of(new Update("a", Map.of("why", "new")))))
          .containsExactly(PublishReceipt.rejected("a", "2 records have this id"));

      try (ResultSet row =
          statement.executeQuery("SELECT count(*) FROM account WHERE why = 'old'")) {
        row.next();
        assertThat(row.getInt(1)).isEqualTo(2);
      }
    }
  }

  @Test
  void aMissingSqliteFileIsAnErrorAndIsNotCreated() {
    JdbcTarget target = new JdbcTarget("demo", config("gone.db"), folder);

    assertThatThrownBy(target::check)
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining(
            "CRM target demo: cannot connect to jdbc:sqlite:" + folder.resolve("gone.db"))
        .hasMessageContaining("conf/crm/demo.yaml");
    assertThat(Files.exists(folder.resolve("gone.db"))).isFalse();
  }

  @Test
  void aPasswordIsNeverPrinted() {
    CrmConfig config =
        new CrmConfig(
            "jdbc",
            null,
            null,
            "jdbc:postgresql://localhost:1/crm?password=hunter2&user=me",
            "me",
            new Secret("hunter3"),
            "account",
            "id",
            Map.of("risk", "churn.percent"));

    assertThat(config.toString()).doesNotContain("hunter3");
    assertThatThrownBy(new JdbcTarget("crm", config, folder)::check)
        .hasMessageContaining(
            "CRM target crm: cannot connect to jdbc:postgresql://localhost:1/crm:")
        .hasMessageNotContaining("hunter");
  }

  @Test
  void aColumnNameCannotCarrySql() {
    CrmConfig config =
        new CrmConfig(
            "jdbc",
            null,
            null,
            "x.db",
            null,
            null,
            "account",
            "id",
            Map.of("a = 1 --", "headline"));

    assertThatThrownBy(() -> UpdateSql.update(config, "\""))
        .hasMessage("'a = 1 --' is not a table or column name: letters, digits, _ and $ only");
  }

  private static CrmConfig config(String url) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("risk", "churn.percent");
    fields.put("due", "churn.due_on");
    fields.put("why", "churn.reason_1");
    return new CrmConfig("jdbc", null, null, url, null, null, "account", "id", fields);
  }
}
