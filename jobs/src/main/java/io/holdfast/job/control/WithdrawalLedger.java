package io.holdfast.job.control;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which landed files were taken back, and which of that is unfinished. */
public final class WithdrawalLedger {
  private static final String COLUMNS =
      "source, export, path, batch, bytes, modified, hash, records, withdrawn_on, because, again,"
          + " state";

  private final Database database;

  WithdrawalLedger(Database database) {
    this.database = database;
    database.execute(
        "create table if not exists withdrawn_file (source text not null, export text not null,"
            + " path text not null, batch text not null, bytes bigint not null,"
            + " modified bigint not null, hash text, records bigint not null,"
            + " withdrawn_on text not null, because text not null, again integer not null,"
            + " state text not null,"
            + " primary key (source, export, path, batch))");
  }

  /** All of them, by path and load. */
  public List<WithdrawnFile> all() {
    return database.query(
        WithdrawalLedger::file,
        "select %s from withdrawn_file order by path, source, export, batch".formatted(COLUMNS));
  }

  /** What was taken back of an export, by path, in the order of their loads. */
  public Map<String, List<WithdrawnFile>> of(String source, String export) {
    Map<String, List<WithdrawnFile>> files = new TreeMap<>();
    database
        .query(
            WithdrawalLedger::file,
            "select %s from withdrawn_file where source = ? and export = ? order by batch"
                .formatted(COLUMNS),
            source,
            export)
        .forEach(file -> files.computeIfAbsent(file.path(), path -> new ArrayList<>()).add(file));
    return files;
  }

  /** Loaded files of a path, a load or an export's title; none when nothing is so called. */
  public List<WithdrawnFile> loaded(String name) {
    return database.query(
        row ->
            new WithdrawnFile(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getString(7),
                row.getLong(8),
                null,
                null,
                false,
                WithdrawnFile.State.BEGUN),
        "select f.source, f.export, f.path, f.batch, f.bytes, coalesce(c.modified, 0), c.hash,"
            + " f.records from landed_file f left join landed_content c on c.source = f.source"
            + " and c.export = f.export and c.path = f.path where f.path = ? or f.batch = ?"
            + " or f.source || '.' || f.export = ? order by f.source, f.export, f.path",
        name,
        name,
        name);
  }

  /** Every name that {@link #loaded} knows. */
  public List<String> known() {
    return database.query(
        row -> row.getString(1),
        "select path from landed_file union select batch from landed_file"
            + " union select source || '.' || export from landed_file");
  }

  /** Notes what is about to be taken back, or what was; noting it again changes nothing. */
  public void begin(List<WithdrawnFile> files) {
    database.together(
        () ->
            database.executeAll(
                "insert into withdrawn_file (%s) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        .formatted(COLUMNS)
                    + " on conflict (source, export, path, batch) do nothing",
                files.stream()
                    .map(
                        f ->
                            new Object[] {
                              f.source(),
                              f.export(),
                              f.path(),
                              f.batch(),
                              f.bytes(),
                              f.modified(),
                              f.hash(),
                              f.records(),
                              f.on().toString(),
                              f.because(),
                              f.again() ? 1 : 0,
                              f.state().name()
                            })));
  }

  /** The rows are gone: the ledger of files forgets that they were loaded, all or none. */
  public void removed(List<WithdrawnFile> files) {
    database.together(
        () -> {
          for (WithdrawnFile file : files) {
            for (String table : List.of("landed_aside", "landed_content", "landed_mapping")) {
              database.execute(
                  "delete from %s where source = ? and export = ? and path = ? and exists"
                          .formatted(table)
                      + " (select 1 from landed_file f where f.source = %1$s.source"
                          .formatted(table)
                      + " and f.export = %1$s.export and f.path = %1$s.path and f.batch = ?)"
                          .formatted(table),
                  file.source(),
                  file.export(),
                  file.path(),
                  file.batch());
            }
            database.execute(
                "delete from landed_file where source = ? and export = ? and path = ? and batch = ?",
                file.source(),
                file.export(),
                file.path(),
                file.batch());
            reached(file, WithdrawnFile.State.REMOVED);
          }
        });
  }

  /** No table is built from the files any more. */
  public void rebuilt(List<WithdrawnFile> files) {
    database.together(() -> files.forEach(file -> reached(file, WithdrawnFile.State.REBUILT)));
  }

  /** Keeps of files that were taken back whether a night loads the same content again. */
  public void again(List<WithdrawnFile> files) {
    database.executeAll(
        "update withdrawn_file set again = ? where source = ? and export = ? and path = ?"
            + " and batch = ?",
        files.stream()
            .map(
                f ->
                    new Object[] {f.again() ? 1 : 0, f.source(), f.export(), f.path(), f.batch()}));
  }

  private void reached(WithdrawnFile file, WithdrawnFile.State state) {
    database.execute(
        "update withdrawn_file set state = ? where source = ? and export = ? and path = ?"
            + " and batch = ?",
        state.name(),
        file.source(),
        file.export(),
        file.path(),
        file.batch());
  }

  private static WithdrawnFile file(ResultSet row) throws SQLException {
    return new WithdrawnFile(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        row.getLong(6),
        row.getString(7),
        row.getLong(8),
        LocalDate.parse(row.getString(9)),
        row.getString(10),
        row.getInt(11) == 1,
        WithdrawnFile.State.valueOf(row.getString(12)));
  }
}
