package io.holdfast.job.step.trial;

import io.holdfast.conform.EntityMapping;
import io.holdfast.conform.Export;
import io.holdfast.job.suggest.Field;
import io.holdfast.job.suggest.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fields of records that no expression reads. */
final class Unmapped {

  static List<Tried.Unmapped> of(Export export, Collection<String> records) {
    List<Tried.Unmapped> unmapped = new ArrayList<>();
    Profile profile = Profile.of(records);
    Set<List<String>> read = new HashSet<>(export.fields());
    export.aliases().values().stream()
        .flatMap(List::stream)
        .forEach(alias -> read.addAll(List.of(List.of(alias), List.of(alias.split("\\.", -1)))));
    fields("", profile, read, unmapped);
    for (Map.Entry<List<String>, Profile> array : profile.arrays().entrySet()) {
      String name = String.join(".", array.getKey());
      List<EntityMapping> readers =
          export.entities().stream().filter(entity -> name.equals(entity.each())).toList();
      boolean known = profile.fields().stream().anyMatch(f -> f.path().equals(array.getKey()));
      if (!readers.isEmpty()) {
        Set<List<String>> ofElement = new HashSet<>();
        readers.forEach(reader -> ofElement.addAll(reader.elementFields()));
        fields(name + ": ", array.getValue(), ofElement, unmapped);
      } else if (!known && !isRead(array.getKey(), read)) {
        unmapped.add(new Tried.Unmapped(name, array(array.getValue())));
      }
    }
    return unmapped;
  }

  private static void fields(
      String prefix, Profile profile, Set<List<String>> read, List<Tried.Unmapped> unmapped) {
    for (Field field : profile.fields()) {
      if (!isRead(field.path(), read)) {
        unmapped.add(new Tried.Unmapped(prefix + field.name(), field.words()));
      }
    }
  }

  /** Dotted names of every field that some record has. */
  static List<String> names(Collection<String> records) {
    return Profile.of(records).fields().stream().map(Field::name).toList();
  }

  private static boolean isRead(List<String> path, Set<List<String>> read) {
    for (int parts = 1; parts <= path.size(); parts++) {
      if (read.contains(path.subList(0, parts))) {
        return true;
      }
    }
    return false;
  }

  private static String array(Profile elements) {
    return elements.records() == 0
        ? "array"
        : "array of %s"
            .formatted(String.join(", ", elements.fields().stream().map(Field::name).toList()));
  }

  private Unmapped() {}
}
