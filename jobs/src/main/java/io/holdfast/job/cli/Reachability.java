package io.holdfast.job.cli;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.Problems;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.ControlException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Whether what a configuration names can be reached and written; nothing stays behind. */
final class Reachability {

  /** Notes what cannot; gives what a night can do without for now. */
  static List<String> check(Config config, Problems problems) {
    List<String> warnings = new ArrayList<>();
    landing(config, problems, warnings);
    writable("lake", config.lake(), problems);
    writable("output", config.output(), problems);
    database(config.catalog(), "catalog", problems);
    control(config, problems);
    return warnings;
  }

  private static void landing(Config config, Problems problems, List<String> warnings) {
    Path path = new Path(config.landing());
    try (FileSystem files = FileSystem.newInstance(path.toUri(), new Configuration())) {
      if (!files.exists(path)) {
        writable("landing", config.landing(), problems);
        warnings.add(
            "landing %s does not exist yet; nothing can come in before it does"
                .formatted(config.landing()));
      }
    } catch (IOException e) {
      problems.add(
          "landing", "%s cannot be reached: %s".formatted(config.landing(), e.getMessage()));
    }
  }

  /** Writes a file there and removes it, with the folders that were made for it. */
  private static void writable(String key, String address, Problems problems) {
    Path folder = new Path(address);
    try (FileSystem files = FileSystem.newInstance(folder.toUri(), new Configuration())) {
      List<Path> made = new ArrayList<>();
      for (Path at = folder; at != null && !files.exists(at); at = at.getParent()) {
        made.add(at);
      }
      try {
        Path probe = new Path(folder, ".holdfast-check-" + UUID.randomUUID());
        if (!files.mkdirs(folder)) {
          throw new IOException("the folder cannot be made");
        }
        files.create(probe).close();
        files.delete(probe, false);
      } finally {
        for (Path empty : made) {
          if (files.exists(empty) && files.listStatus(empty).length == 0) {
            files.delete(empty, false);
          }
        }
      }
    } catch (IOException e) {
      problems.add(
          key,
          "%s cannot be written: %s; allow it, or set %s to another folder"
              .formatted(address, e.getMessage(), key));
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

  /** Titles of the exports that loaded files; the control database can be reached. */
  static Set<String> loaded(Config config) {
    if (isFreshFile(config.control())) {
      return Set.of();
    }
    try (Control control = Control.open(config.control(), Clock.systemUTC())) {
      return control.files().records().keySet();
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
        && !Files.exists(java.nio.file.Path.of(address.substring("jdbc:sqlite:file:".length())));
  }

  private Reachability() {}
}
