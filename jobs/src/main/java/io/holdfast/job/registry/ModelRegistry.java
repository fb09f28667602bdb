package io.holdfast.job.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.holdfast.propensity.PropensityModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder {@code models} of the lake. A file is named by its model and its content and never
 * changed once written, so a pointer to it stays good whatever is trained later.
 */
public final class ModelRegistry {
  private final Path folder;
  private final Configuration hadoop;

  /**
   * A registry; nothing is touched yet.
   *
   * @param lake warehouse of the lake, a URI or path
   */
  public ModelRegistry(String lake, Configuration hadoop) {
    this.folder = new Path(lake, "models");
    this.hadoop = hadoop;
  }

  /**
   * Writes a model unless it is there.
   *
   * @return where it lies, for {@link #load}
   * @throws UncheckedIOException when the folder cannot be written
   */
  public String save(PropensityModel model) {
    String json = ModelJson.write(model);
    Path file = new Path(folder, "%s-%s.json".formatted(model.name(), hash(json)));
    try {
      FileSystem files = file.getFileSystem(hadoop);
      if (!files.exists(file)) {
        Path unfinished = new Path(folder, "." + file.getName() + ".tmp");
        try (FSDataOutputStream out = files.create(unfinished, true)) {
          out.write(json.getBytes(StandardCharsets.UTF_8));
        }
        if (!files.rename(unfinished, file) && !files.exists(file)) {
          throw new IOException("cannot rename " + unfinished);
        }
      }
      return file.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot save model %s as %s; check the lake's folder".formatted(model.name(), file), e);
    }
  }

  /**
   * Reads a model.
   *
   * @throws UncheckedIOException when it is missing or damaged
   */
  public PropensityModel load(String location) {
    Path file = new Path(location);
    try (FSDataInputStream in = file.getFileSystem(hadoop).open(file)) {
      return ModelJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(
          "Model file %s is damaged; run train to replace it".formatted(file), e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read model file %s; restore it or run train".formatted(file), e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
