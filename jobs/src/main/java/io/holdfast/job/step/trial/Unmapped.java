package io.holdfast.job.step.trial;

import io.holdfast.conform.Export;
import io.holdfast.job.suggest.Field;
import io.holdfast.job.suggest.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Fields of records that no expression reads. */
final class Unmapped {

  static List<Tried.Unmapped> of(Export export, Collection<String> records) {
    Profile profile = Profile.of(records);
    Set<List<String>> read = export.fields();
    List<Tried.Unmapped> unmapped = new ArrayList<>();
    for (Field field : profile.fields()) {
      if (!isRead(field.path(), read)) {
        unmapped.add(new Tried.Unmapped(field.name(), field.words()));
      }
    }
    profile
        .arrays()
        .forEach(
            (path, elements) -> {
              if (!isRead(path, read)
                  && profile.fields().stream().noneMatch(f -> f.path().equals(path))) {
                unmapped.add(new Tried.Unmapped(String.join(".", path), array(elements)));
              }
            });
    return unmapped;
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
