package io.holdfast.job.landing;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/** SHA-256 of files as they lie in landing, packed or not. */
public final class ContentHashes {
  private static final int BUFFER_BYTES = 1 << 20;

  /**
   * Hash by path, in hexadecimal digits; the tasks of the session read the files. A file that
   * cannot be read has none: whoever loads it says why.
   */
  public static Map<String, String> of(SparkSession spark, List<LandingFile> files) {
    if (files.isEmpty()) {
      return Map.of();
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    var hadoop =
        context.broadcast(
            new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
    int tasks = Math.min(files.size(), 2 * context.defaultParallelism());
    return new HashMap<>(
        context
            .parallelize(files, tasks)
            .mapToPair(file -> new Tuple2<>(file.path(), hash(file, hadoop.value().value())))
            .filter(hashed -> !hashed._2().isEmpty())
            .collectAsMap());
  }

  private static String hash(LandingFile file, Configuration hadoop) {
    Path path = new Path(file.address());
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      return "";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private ContentHashes() {}
}
