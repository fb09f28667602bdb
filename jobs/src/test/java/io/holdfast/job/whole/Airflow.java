package io.holdfast.job.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.whole.Shell.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** An Airflow of its own in a folder, with the project's DAGs. */
final class Airflow {
  private final String program;
  private final String database;
  private final Shell shell;

  private Airflow(Path program, Path folder) {
    this.program = program.toString();
    this.database = "sqlite:" + folder.resolve("airflow.db");
    this.shell =
        new Shell(folder)
            .first(program.getParent())
            .with("AIRFLOW_HOME", folder.toString())
            .with("AIRFLOW__CORE__DAGS_FOLDER", Parts.home().resolve("conf/airflow").toString())
            .with("AIRFLOW__CORE__LOAD_EXAMPLES", "False")
            .with(
                "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "sqlite:///" + folder.resolve("airflow.db"));
  }

  static Airflow in(Path folder) throws IOException {
    Path program = Parts.program("Airflow 3", "HOLDFAST_AIRFLOW", "airflow");
    Airflow airflow = new Airflow(program, Files.createDirectories(folder));
    Ended migrated = airflow.run("db", "migrate");
    assertThat(migrated.code()).as(migrated.all()).isZero();
    return airflow;
  }

  Airflow with(String name, String value) {
    shell.with(name, value);
    return this;
  }

  Ended run(String... arguments) {
    return shell.run(Stream.concat(Stream.of(program), Stream.of(arguments)).toList());
  }

  /** State of every task of the only run of a DAG, in the order in which they began. */
  Map<String, String> states() throws SQLException {
    Map<String, String> states = new LinkedHashMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:" + database);
        ResultSet tasks =
            connection
                .createStatement()
                .executeQuery("select task_id, state from task_instance order by start_date")) {
      while (tasks.next()) {
        states.put(tasks.getString(1), tasks.getString(2));
      }
    }
    return states;
  }
}
