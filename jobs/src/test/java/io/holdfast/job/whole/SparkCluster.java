package io.holdfast.job.whole;

import io.holdfast.table.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A stock Spark distribution as a cluster on this machine: one master, two workers. */
final class SparkCluster implements AutoCloseable {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final Path home;
  private final Path folder;
  private final int port = free();
  private final List<Process> processes = new ArrayList<>();

  private SparkCluster(Path home, Path folder) {
    this.home = home;
    this.folder = folder;
  }

  /** Skips the test aloud where there is no distribution. */
  static SparkCluster in(Path folder) throws IOException {
    String home = System.getenv("HOLDFAST_SPARK");
    Wanted.part(
        home != null && Files.isExecutable(Path.of(home, "bin/spark-submit")),
        "A Spark 4.1 distribution is missing: set HOLDFAST_SPARK to its folder");
    SparkCluster cluster = new SparkCluster(Path.of(home), Files.createDirectories(folder));
    cluster.begin("master.Master", "-h", "127.0.0.1", "-p", "" + cluster.port);
    cluster.waitFor(cluster.port);
    for (int worker = 1; worker <= 2; worker++) {
      String work = folder.resolve("worker" + worker).toString();
      cluster.begin("worker.Worker", "-c", "1", "-m", "2g", "-d", work, cluster.master());
    }
    return cluster;
  }

  String master() {
    return "spark://127.0.0.1:" + port;
  }

  String home() {
    return home.toString();
  }

  private void begin(String part, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/spark-class").toString());
    command.add("org.apache.spark.deploy." + part);
    command.addAll(List.of(arguments));
    command.addAll(List.of("--webui-port", "0"));
    Path log = folder.resolve("process" + processes.size() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    processes.add(builder.start());
  }

  private void waitFor(int waited) {
    long until = System.nanoTime() + PATIENCE;
    while (!listens(waited)) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException(
            "No Spark master at %s; see %s".formatted(master(), folder));
      }
      Thread.onSpinWait();
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int free() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No port is free", e);
    }
  }

  /** Workers first, and with them the executors that they began. */
  @Override
  public void close() {
    for (int i = processes.size() - 1; i >= 0; i--) {
      processes.get(i).descendants().forEach(ProcessHandle::destroyForcibly);
      processes.get(i).destroyForcibly();
    }
  }
}
