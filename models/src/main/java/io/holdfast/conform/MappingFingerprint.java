package io.holdfast.conform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a mapping says of an export's records, in a few digits. */
final class MappingFingerprint {
  private static final int BYTES = 8;

  static String of(NamedExport named, ZoneId company) {
    Export export = named.export();
    List<Object> said = new ArrayList<>();
    said.add((named.zone() == null ? company : named.zone()).normalized());
    said.add(String.valueOf(export.format()));
    said.add(String.valueOf(export.delimiter()));
    said.add(Objects.requireNonNullElse(export.charset(), StandardCharsets.UTF_8.name()));
    said.add(Objects.requireNonNullElse(export.quote(), "\""));
    said.add(Objects.requireNonNullElse(export.decimal(), "."));
    said.add(export.ignored() != null);
    said.add(aliases(export));
    said.addAll(export.entities().stream().map(e -> entity(named, e)).sorted().toList());
    return digits(said);
  }

  /** A file that lacks a field is held unless the field is optional, so others change no row. */
  private static Map<String, List<String>> aliases(Export export) {
    Map<String, List<String>> aliases = new TreeMap<>(export.aliases());
    aliases.keySet().retainAll(export.optional());
    return aliases;
  }

  private static String entity(NamedExport named, EntityMapping entity) {
    Map<String, Object> said = new TreeMap<>();
    entity
        .uses()
        .forEach(
            (use, sql) -> {
              said.put(use, sql.strip());
              named.macros().called(sql).forEach((macro, body) -> said.put("macro " + macro, body));
            });
    entity
        .attributes()
        .forEach((name, a) -> said.put("attribute " + name, a.type() + " " + a.history()));
    if (entity.changes() != null) {
      said.put("states", entity.changes().states(EntityMapping::attribute));
      entity
          .changes()
          .attributes()
          .values()
          .forEach(
              name -> said.put("attribute " + name, named.siblings().type(entity, name).name()));
    }
    Map<String, History> history = new TreeMap<>(entity.history());
    history.values().removeIf(kept -> kept == History.TRACKED);
    said.put("history", history);
    said.put("partial", entity.partial());
    said.put("version", named.siblings().versionFromKnown(entity));
    said.put("mapped", new TreeSet<>(entity.mapped()));
    return entity.entity() + " of " + entity.sourceOr(named.source()) + " " + said;
  }

  private static String digits(List<Object> said) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes = digest.digest(said.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private MappingFingerprint() {}
}
