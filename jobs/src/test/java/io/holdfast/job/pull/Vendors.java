package io.holdfast.job.pull;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A real HTTP server with a clock of its own, whose answers can go wrong as those of vendors do.
 */
public final class Vendors implements AutoCloseable {
  /** What was asked. */
  public record Request(
      String method,
      String path,
      Map<String, String> query,
      String body,
      Map<String, String> headers) {}

  /** What is answered. */
  public record Reply(int status, Map<String, String> headers, String body) {
    public static Reply json(String body) {
      return new Reply(200, Map.of("Content-Type", "application/json"), body);
    }
  }

  private final ServerSocket socket;
  private final Function<Request, Reply> vendor;
  private final Deque<Function<Reply, Reply>> faults = new ArrayDeque<>();
  private final List<Request> asked = new CopyOnWriteArrayList<>();
  private volatile Instant now;

  public Vendors(Instant now, Function<Request, Reply> vendor) {
    this.now = now;
    this.vendor = vendor;
    try {
      this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "vendor");
    thread.setDaemon(true);
    thread.start();
  }

  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  public List<Request> asked() {
    return asked;
  }

  public void now(Instant instant) {
    now = instant;
  }

  public Instant now() {
    return now;
  }

  /** The next request gets this instead of its answer. */
  public Vendors fault(int status, Map<String, String> headers, String body) {
    synchronized (faults) {
      faults.add(reply -> new Reply(status, headers, body));
    }
    return this;
  }

  /** The next answer breaks off in its middle. */
  public Vendors cut() {
    synchronized (faults) {
      faults.add(reply -> new Reply(-1, reply.headers(), reply.body()));
    }
    return this;
  }

  /** The next request is answered as it should be. */
  public Vendors fine() {
    synchronized (faults) {
      faults.add(reply -> reply);
    }
    return this;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket caller = socket.accept()) {
        answer(caller);
      } catch (IOException e) {
        // The caller went away, or this server was closed.
      }
    }
  }

  private void answer(Socket caller) throws IOException {
    InputStream in = new BufferedInputStream(caller.getInputStream());
    String[] first = line(in).split(" ", -1);
    if (first.length < 2) {
      return;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      headers.put(
          line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
          line.substring(line.indexOf(':') + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    String[] target = first[1].split("\\?", 2);
    Request request =
        new Request(first[0], target[0], query(target.length == 2 ? target[1] : ""), body, headers);
    asked.add(request);
    Function<Reply, Reply> fault;
    synchronized (faults) {
      fault = faults.isEmpty() ? reply -> reply : faults.removeFirst();
    }
    write(caller.getOutputStream(), fault.apply(vendor.apply(request)));
  }

  private void write(OutputStream out, Reply reply) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    boolean cut = reply.status() < 0;
    StringBuilder head = new StringBuilder("HTTP/1.1 " + Math.max(200, reply.status()) + " X\r\n");
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atZone(ZoneOffset.UTC)));
    headers.putAll(reply.headers());
    headers.put("Content-Length", String.valueOf(body.length));
    headers.put("Connection", "close");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    out.write(body, 0, cut ? body.length / 2 : body.length);
    out.flush();
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        query.put(
            URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
            URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
