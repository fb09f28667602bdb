package io.holdfast.job.control;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** With which mapping the loaded files were read. */
public final class MappingLedger {
  private final Database database;

  MappingLedger(Database database) {
    this.database = database;
    database.execute(
        "create table if not exists landed_mapping (source text not null, export text not null,"
            + " path text not null, mapping text not null, primary key (source, export, path))");
  }

  /**
   * Keeps with which mapping files are read, in place of what was kept of them.
   *
   * @param mapping fingerprint of what it says of the export
   */
  public void keep(String source, String export, List<String> paths, String mapping) {
    database.together(
        () ->
            database.executeAll(
                "insert into landed_mapping values (?, ?, ?, ?)"
                    + " on conflict (source, export, path) do update set mapping = excluded.mapping",
                paths.stream().map(path -> new Object[] {source, export, path, mapping})));
  }

  /**
   * How many loaded files were read with each mapping, by {@code source.export} and fingerprint; a
   * file of which that is not known is not counted.
   */
  public Map<String, Map<String, Long>> files() {
    Map<String, Map<String, Long>> files = new TreeMap<>();
    database.query(
        row ->
            files
                .computeIfAbsent(
                    row.getString(1) + "." + row.getString(2), export -> new TreeMap<>())
                .put(row.getString(3), row.getLong(4)),
        "select m.source, m.export, m.mapping, count(*) from landed_mapping m join landed_file f"
            + " on f.source = m.source and f.export = m.export and f.path = m.path"
            + " group by m.source, m.export, m.mapping");
    return files;
  }
}
