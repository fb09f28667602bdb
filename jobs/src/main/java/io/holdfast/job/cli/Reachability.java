package io.holdfast.job.cli;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.Problems;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.ControlException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Whether what a configuration names can be reached; nothing is changed. */
final class Reachability {

  static void check(Config config, Problems problems) {
    landing(config, problems);
    database(config.catalog(), "catalog", problems);
    control(config, problems);
  }

  private static void landing(Config config, Problems problems) {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(config.landing());
    try (FileSystem files = FileSystem.newInstance(path.toUri(), new Configuration())) {
      if (!files.exists(path)) {
        problems.add(
            "landing",
            "folder %s does not exist; create it or set landing to where exports arrive"
                .formatted(config.landing()));
      }
    } catch (java.io.IOException e) {
      problems.add(
          "landing", "%s cannot be reached: %s".formatted(config.landing(), e.getMessage()));
    }
  }

  private static void control(Config config, Problems problems) {
    if (isFreshFile(config.control())) {
      return;
    }
    try (Control control = Control.open(config.control(), Clock.systemUTC())) {
      control.runs().current();
    } catch (ControlException e) {
      problems.add("control", e.getMessage());
    }
  }

  private static void database(String address, String key, Problems problems) {
    if (isFreshFile(address)) {
      return;
    }
    try (var connection = DriverManager.getConnection(address)) {
      connection.isValid(10);
    } catch (SQLException e) {
      problems.add(
          key,
          "cannot be reached: %s; correct %s in holdfast.yaml, or start that database"
              .formatted(e.getMessage().replace(address, "that address"), key));
    }
  }

  /** A SQLite file that the first night will create. */
  private static boolean isFreshFile(String address) {
    return address.startsWith("jdbc:sqlite:file:")
        && !Files.exists(Path.of(address.substring("jdbc:sqlite:file:".length())));
  }

  private Reachability() {}
}
