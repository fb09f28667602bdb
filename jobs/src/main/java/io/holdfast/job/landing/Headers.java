package io.holdfast.job.landing;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.holdfast.conform.NamedExport;
import io.holdfast.job.config.Nearest;
import io.holdfast.job.landing.Expected.Needed;
import java.io.EOFException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a file cannot be loaded, each with the file and what to do. */
public final class Headers {
  private static final int NAMED = 30;
  private static final int LONGEST = 60;
  private static final char NUL = 0;
  private static final Pattern NO_TEXT =
      Pattern.compile("[\\x00-\\x08\\x0E-\\x1F" + Layout.BROKEN + "]");
  private static final int SHORTEST = 3;

  /** What separates the fields of a CSV that has no commas. */
  private static final Pattern OTHER = Pattern.compile("[;|\t]");

  /** A parser's complaint that quotes what stands in the file. */
  private static final Pattern WORD = Pattern.compile("(?s)^Unrecognized token.*");

  /** Needed fields that a file lacks; empty when it lacks none. */
  static List<String> missing(Expected expected, LandingFile file, List<String> fields) {
    if (!expected.needed().isEmpty() && fields.size() == 1) {
      Matcher other = OTHER.matcher(fields.get(0));
      if (other.find()) {
        return List.of(
            "file %s: its header is one field with '%s' in it; set delimiter: \"%s\" of %s, or deliver it with commas"
                .formatted(
                    file.path(), shown(other.group()), shown(other.group()), expected.title()));
      }
    }
    return expected.needed().stream()
        .filter(
            needed ->
                needed.names().stream().noneMatch(name -> fields.contains(String.join(".", name))))
        .map(needed -> missing(expected.title(), file.path(), needed, fields))
        .toList();
  }

  /** That a needed field is missing, which column needs it, and the nearest one there is. */
  public static String missing(
      NamedExport export, String file, String field, Collection<String> present) {
    Expected expected = Expected.of(export, Set.of());
    Needed needed =
        expected.needed().stream().filter(n -> n.field().equals(field)).findFirst().orElseThrow();
    return missing(export.title(), file, needed, present);
  }

  private static String missing(
      String title, String file, Needed needed, Collection<String> present) {
    boolean text = present.stream().noneMatch(name -> NO_TEXT.matcher(name).find());
    Optional<String> nearest = text ? nearest(needed.field(), present) : Optional.empty();
    return "file %s: field '%s' that %s needs is missing; %s; correct the mapping of %s or list the field under optional"
        .formatted(
            file,
            needed.field(),
            needed.readers(),
            nearest
                .map(name -> "nearest is '%s'".formatted(name))
                .orElseGet(() -> present(present)),
            title);
  }

  private static String shown(String delimiter) {
    return delimiter.equals("\t") ? "\\t" : delimiter;
  }

  /** One that is a slip away, else one that holds the other: mrr and mrr_usd. */
  private static Optional<String> nearest(String field, Collection<String> present) {
    return Nearest.to(field, present)
        .or(
            () ->
                present.stream()
                    .filter(name -> holds(name, field) || holds(field, name))
                    .min(Comparator.comparingInt(String::length).thenComparing(n -> n)));
  }

  private static boolean holds(String longer, String shorter) {
    String part = plain(shorter);
    return part.length() >= SHORTEST && plain(longer).contains(part);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static String present(Collection<String> fields) {
    if (fields.stream().anyMatch(field -> field.indexOf(NUL) >= 0)) {
      return "the header holds NUL bytes, declare charset: utf-16";
    } else if (fields.stream().anyMatch(field -> NO_TEXT.matcher(field).find())) {
      return "the header holds bytes that are no text, declare its charset or deliver a text file";
    }
    String some = String.join(", ", fields.stream().limit(NAMED).map(name -> cut(name)).toList());
    return "present are " + some + (fields.size() > NAMED ? ", …" : "");
  }

  private static String cut(String name) {
    return name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name;
  }

  private static String empty(LandingFile file) {
    return "file %s is empty; deliver it again, or delete it if the source had nothing"
        .formatted(file.path());
  }

  static String unnamed(Expected expected, LandingFile file) {
    return "file %s does not end with its format; set format of %s, or match fewer files"
        .formatted(file.path(), expected.title());
  }

  static String refused(LandingFile file, long records, Exception cause) {
    return "file %s is not loaded: after record %d it %s"
        .formatted(file.path(), records, cause.getMessage());
  }

  static String unreadable(LandingFile file, long records, Exception cause) {
    if (cause instanceof EmptyFileException) {
      return empty(file);
    } else if (cause instanceof RefusedFileException) {
      return refused(file, records, cause);
    } else if (cause instanceof ForeignFileException) {
      return "file %s is %s".formatted(file.path(), cause.getMessage());
    }
    String why = String.valueOf(cause.getMessage());
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof JsonProcessingException json) {
        why =
            WORD.matcher(json.getOriginalMessage()).replaceFirst("a word that JSON does not have");
      } else if (t instanceof EOFException) {
        why = "it ends too early";
      }
    }
    return "file %s cannot be read after record %d: %s; deliver it again in its place"
        .formatted(
            file.path(), records, why.lines().findFirst().orElse(why).replaceAll(" \\(.*", ""));
  }

  private Headers() {}
}
