package io.holdfast.job.landing;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.holdfast.conform.Export;
import io.holdfast.conform.Format;
import io.holdfast.conform.NamedExport;
import io.holdfast.job.config.Nearest;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;

/** Looks at the beginning of files, before anything is loaded of them. */
public final class Headers {
  private final Configuration hadoop;

  public Headers(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** Why these files cannot be loaded, each with the file and what to do; empty when they can. */
  public List<String> problems(NamedExport export, List<LandingFile> files) {
    List<String> problems = new ArrayList<>();
    for (LandingFile file : files) {
      try {
        problems.addAll(problems(export, file));
      } catch (IOException | RuntimeException e) {
        problems.add(unreadable(file, 0, e));
      }
    }
    return problems;
  }

  private List<String> problems(NamedExport export, LandingFile file) throws IOException {
    if (export.export().format(file.path()).isEmpty()) {
      return List.of(
          "file %s does not end with its format; set format of %s, or match fewer files"
              .formatted(file.path(), export.title()));
    }
    Layout layout = Layout.of(export.export(), file);
    if (file.bytes() == 0) {
      return List.of(empty(file));
    }
    if (layout.format() == Format.PARQUET) {
      return parquet(export, file);
    }
    try (Reader reader = layout.open(file, hadoop)) {
      if (!layout.separated()) {
        return reader.read() < 0 ? List.of(empty(file)) : List.of();
      }
      List<String> header = new SeparatedRecords(reader, layout).header();
      return header.isEmpty() ? List.of(empty(file)) : missing(export, file, header);
    }
  }

  private static List<String> missing(NamedExport export, LandingFile file, List<String> header) {
    return export.export().needed().stream()
        .map(path -> String.join(".", path))
        .filter(name -> !header.contains(name))
        .map(name -> missing(export, file.path(), name, header))
        .toList();
  }

  private List<String> parquet(NamedExport export, LandingFile file) throws IOException {
    Path path = new Path(file.address());
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      List<String> known = schema.getFields().stream().map(field -> field.getName()).toList();
      return export.export().needed().stream()
          .filter(field -> !schema.containsPath(field.toArray(String[]::new)))
          .map(field -> missing(export, file.path(), String.join(".", field), known))
          .toList();
    }
  }

  /** That a needed field is missing, which column needs it, and the nearest one there is. */
  public static String missing(
      NamedExport export, String file, String field, Collection<String> present) {
    Export mapping = export.export();
    Optional<String> nearest = Nearest.to(field, present);
    return "file %s: field '%s' that %s needs is missing; %s; correct the mapping of %s or list the field under optional"
        .formatted(
            file,
            field,
            String.join(", ", mapping.readers().get(field)),
            nearest
                .map(name -> "nearest is '%s'".formatted(name))
                .orElseGet(() -> "present are " + String.join(", ", present)),
            export.title());
  }

  private static String empty(LandingFile file) {
    return "file %s is empty; deliver it again, or delete it if the source had nothing"
        .formatted(file.path());
  }

  static String unreadable(LandingFile file, long records, Exception cause) {
    String why = String.valueOf(cause.getMessage());
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof JsonProcessingException json) {
        why = json.getOriginalMessage();
      } else if (t instanceof EOFException) {
        why = "it ends too early";
      }
    }
    return "file %s cannot be read after record %d: %s; deliver it again"
        .formatted(
            file.path(), records, why.lines().findFirst().orElse(why).replaceAll(" \\(.*", ""));
  }
}
