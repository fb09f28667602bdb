package io.holdfast.job.control;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which landed files are loaded, and by which batch. */
public final class FileLedger {
  private final Database database;

  FileLedger(Database database) {
    this.database = database;
    database.execute(
        "create table if not exists landed_file (source text not null, export text not null,"
            + " path text not null, batch text not null, bytes bigint not null,"
            + " records bigint not null, primary key (source, export, path))");
    database.execute(
        "create table if not exists landed_aside (source text not null, export text not null,"
            + " path text not null, quarantined bigint not null, ignored bigint not null,"
            + " primary key (source, export, path))");
    database.execute(
        "create table if not exists landed_field (source text not null, export text not null,"
            + " field text not null, seen_on text not null, is_new integer not null,"
            + " primary key (source, export, field))");
  }

  /** Batch by path of every file of an export that was loaded. */
  public Map<String, String> loaded(String source, String export) {
    Map<String, String> loaded = new TreeMap<>();
    database.query(
        row -> loaded.put(row.getString(1), row.getString(2)),
        "select path, batch from landed_file where source = ? and export = ?",
        source,
        export);
    return loaded;
  }

  /** Whether any export has loaded a file. */
  public boolean isLoaded(String path) {
    return !database
        .query(row -> row.getString(1), "select path from landed_file where path = ?", path)
        .isEmpty();
  }

  /** Every batch that loaded files of an export. */
  public List<String> batches(String source, String export) {
    return database.query(
        row -> row.getString(1),
        "select distinct batch from landed_file where source = ? and export = ? order by batch",
        source,
        export);
  }

  /** Size in bytes by path of every file of an export, as it was when it was loaded. */
  public Map<String, Long> bytes(String source, String export) {
    Map<String, Long> bytes = new TreeMap<>();
    database.query(
        row -> bytes.put(row.getString(1), row.getLong(2)),
        "select path, bytes from landed_file where source = ? and export = ?",
        source,
        export);
    return bytes;
  }

  /**
   * Notes the files of a batch and the fields it brought, all or none; noting them again changes
   * nothing.
   */
  public void record(
      String batch,
      String source,
      String export,
      List<LandedFile> files,
      List<LandedField> fields) {
    database.together(
        () -> {
          database.executeAll(
              "insert into landed_file values (?, ?, ?, ?, ?, ?)"
                  + " on conflict (source, export, path) do nothing",
              files.stream()
                  .map(
                      f -> new Object[] {source, export, f.path(), batch, f.bytes(), f.records()}));
          database.executeAll(
              "insert into landed_aside values (?, ?, ?, ?, ?)"
                  + " on conflict (source, export, path) do nothing",
              files.stream()
                  .filter(f -> f.quarantined() > 0 || f.ignored() > 0)
                  .map(f -> new Object[] {source, export, f.path(), f.quarantined(), f.ignored()}));
          database.executeAll(
              "insert into landed_field values (?, ?, ?, ?, ?)"
                  + " on conflict (source, export, field) do nothing",
              fields.stream()
                  .map(
                      f ->
                          new Object[] {
                            source, export, f.name(), f.seenOn().toString(), f.isNew() ? 1 : 0
                          }));
        });
  }

  /** Every field that records of an export ever had. */
  public Set<String> fields(String source, String export) {
    return new TreeSet<>(
        database.query(
            row -> row.getString(1),
            "select field from landed_field where source = ? and export = ?",
            source,
            export));
  }

  /** Fields that records of an export had for the first time on a day. */
  public Set<String> fieldsSeenOn(LocalDate day, String source, String export) {
    return new TreeSet<>(
        database.query(
            row -> row.getString(1),
            "select field from landed_field where source = ? and export = ? and seen_on = ?",
            source,
            export,
            day.toString()));
  }

  /** Forgets fields that no record of an export has any more. */
  public void forget(Set<String> fields, String source, String export) {
    database.executeAll(
        "delete from landed_field where source = ? and export = ? and field = ?",
        fields.stream().map(field -> new Object[] {source, export, field}));
  }

  /** Fields that turned up anew on a day, by {@code source.export}. */
  public Map<String, List<String>> newFields(LocalDate day) {
    Map<String, List<String>> fields = new TreeMap<>();
    database.query(
        row ->
            fields
                .computeIfAbsent(
                    row.getString(1) + "." + row.getString(2), export -> new ArrayList<>())
                .add(row.getString(3)),
        "select source, export, field from landed_field where seen_on = ? and is_new = 1"
            + " order by field",
        day.toString());
    return fields;
  }

  /** What became of every export's records, by {@code source.export}. */
  public Map<String, LandedRecords> fates() {
    Map<String, LandedRecords> fates = new TreeMap<>();
    database.query(
        row ->
            fates.put(
                row.getString(1) + "." + row.getString(2),
                new LandedRecords(row.getLong(3), row.getLong(4), row.getLong(5))),
        "select f.source, f.export, sum(f.records), coalesce(sum(a.quarantined), 0),"
            + " coalesce(sum(a.ignored), 0) from landed_file f left join landed_aside a"
            + " on a.source = f.source and a.export = f.export and a.path = f.path"
            + " group by f.source, f.export");
    return fates;
  }

  /** Records as landed, by {@code source.export} and load. */
  public Map<String, Map<String, Long>> recordsByLoad() {
    Map<String, Map<String, Long>> records = new TreeMap<>();
    database.query(
        row ->
            records
                .computeIfAbsent(
                    row.getString(1) + "." + row.getString(2), export -> new TreeMap<>())
                .put(row.getString(3), row.getLong(4)),
        "select source, export, batch, sum(records) from landed_file"
            + " group by source, export, batch");
    return records;
  }

  /** Records of every export as landed, by {@code source.export}. */
  public Map<String, Long> records() {
    Map<String, Long> records = new TreeMap<>();
    database.query(
        row -> records.put(row.getString(1) + "." + row.getString(2), row.getLong(3)),
        "select source, export, sum(records) from landed_file group by source, export");
    return records;
  }
}
