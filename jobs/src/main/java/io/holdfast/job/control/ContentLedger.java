package io.holdfast.job.control;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the content of landed files was when they were loaded, to notice where it changes. */
public final class ContentLedger {
  private final Database database;

  ContentLedger(Database database) {
    this.database = database;
    database.execute(
        "create table if not exists landed_content (source text not null, export text not null,"
            + " path text not null, bytes bigint not null, modified bigint not null, hash text,"
            + " changed_on text, primary key (source, export, path))");
  }

  /** The files of an export by path; one that was loaded before this was kept is absent. */
  public Map<String, LandedContent> of(String source, String export) {
    Map<String, LandedContent> contents = new TreeMap<>();
    database.query(
        row -> {
          String changed = row.getString(5);
          return contents.put(
              row.getString(1),
              new LandedContent(
                  row.getString(1),
                  row.getLong(2),
                  row.getLong(3),
                  row.getString(4),
                  changed == null ? null : LocalDate.parse(changed)));
        },
        "select path, bytes, modified, hash, changed_on from landed_content"
            + " where source = ? and export = ?",
        source,
        export);
    return contents;
  }

  /** Keeps what files hold, in place of what was kept of them. */
  public void keep(String source, String export, List<LandedContent> contents) {
    database.together(
        () ->
            database.executeAll(
                "insert into landed_content values (?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (source, export, path) do update set bytes = excluded.bytes,"
                    + " modified = excluded.modified, hash = excluded.hash,"
                    + " changed_on = excluded.changed_on",
                contents.stream()
                    .map(
                        c ->
                            new Object[] {
                              source,
                              export,
                              c.path(),
                              c.bytes(),
                              c.modified(),
                              c.hash(),
                              c.changedOn() == null ? null : c.changedOn().toString()
                            })));
  }

  /** Paths of loaded files that hold other content now, with the day that found it. */
  public Map<String, LocalDate> changed() {
    Map<String, LocalDate> changed = new TreeMap<>();
    database.query(
        row -> changed.put(row.getString(1), LocalDate.parse(row.getString(2))),
        "select c.path, c.changed_on from landed_content c join landed_file f"
            + " on f.source = c.source and f.export = c.export and f.path = c.path"
            + " where c.changed_on is not null");
    return changed;
  }
}
