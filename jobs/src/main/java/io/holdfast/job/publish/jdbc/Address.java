package io.holdfast.job.publish.jdbc;

import io.holdfast.job.publish.CrmConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** How to connect to the database of a target, and how to speak of it without its secrets. */
record Address(String url, String user, String password) {
  private static final String OPEN_EXISTING = "2";

  static Address of(CrmConfig config, Path output) {
    String url = config.url();
    return new Address(
        url.startsWith("jdbc:") ? url : "jdbc:sqlite:" + output.resolve(url).normalize(),
        config.user(),
        config.password() == null ? null : config.password().reveal());
  }

  /** A new connection; an SQLite file that is not there is not created. */
  Connection connect() throws SQLException {
    Properties properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    if (url.startsWith("jdbc:sqlite:")) {
      properties.setProperty("open_mode", OPEN_EXISTING);
      properties.setProperty("busy_timeout", "30000");
    } else if (url.startsWith("jdbc:postgresql:")) {
      properties.setProperty("stringtype", "unspecified");
      properties.setProperty("connectTimeout", "10");
      properties.setProperty("socketTimeout", "120");
    }
    return DriverManager.getConnection(url, properties);
  }

  /** The address up to its parameters, which may hold a password. */
  String shown() {
    return url.replaceFirst("[?;].*$", "").replaceFirst("//[^/@]*@", "//");
  }

  /** A driver's message; drivers like to quote the address they were given. */
  String shown(SQLException problem) {
    String message = String.valueOf(problem.getMessage()).replace(url, shown());
    return password == null || password.isEmpty() ? message : message.replace(password, "******");
  }

  @Override
  public String toString() {
    return shown();
  }
}
