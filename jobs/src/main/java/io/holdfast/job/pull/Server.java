package io.holdfast.job.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.job.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A vendor's server: keeps to its limits, waits as it says, tries again what may pass, renews a
 * token that expired, and says why when it gives up.
 */
final class Server {
  /** What an answer's text is turned into. */
  interface Reading<T> {
    T read(byte[] body) throws IOException;
  }

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LONGEST_REST = Duration.ofMinutes(30);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(2);
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(30))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Place place;
  private final Authorization authorization;
  private final Pace pace;

  /** What was last said to be let in: a token that was fetched, or a name with its token. */
  private String credential;

  /**
   * Where a server is and how to treat it.
   *
   * @param source name for people
   * @param url base address
   * @param secrets never shown, even when the server repeats them
   */
  record Place(
      String source,
      String url,
      int perMinute,
      int attempts,
      List<Secret> secrets,
      Waiting waiting,
      Map<String, String> headers) {}

  Server(Place place, Authorization authorization) {
    this.place = place;
    this.authorization = authorization;
    this.pace = new Pace(place.perMinute(), place.waiting());
  }

  Waiting waiting() {
    return place.waiting();
  }

  Answer<JsonNode> get(String path, Map<String, String> query) {
    return get(path, query, Json::read);
  }

  <T> Answer<T> get(String path, Map<String, String> query, Reading<T> reading) {
    return ask("GET", query.isEmpty() ? path : path + "?" + form(query), null, null, reading);
  }

  Answer<JsonNode> post(String path, JsonNode body) {
    return ask("POST", path, "application/json", Json.text(body), Json::read);
  }

  Answer<JsonNode> postForm(String path, Map<String, String> form) {
    return ask("POST", path, "application/x-www-form-urlencoded", form(form), Json::read);
  }

  /** Names and values as forms and queries have them, in the order given. */
  static String form(Map<String, String> values) {
    return values.entrySet().stream()
        .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private <T> Answer<T> ask(
      String method, String path, String type, String body, Reading<T> reading) {
    boolean renewed = false;
    String last = "";
    for (int attempt = 1; attempt <= place.attempts(); attempt++) {
      pace.next();
      HttpResponse<byte[]> response = null;
      try {
        response = send(request(method, path, type, body));
        int status = response.statusCode();
        if (status / 100 == 2) {
          return new Answer<>(status, response.headers(), reading.read(response.body()));
        }
        if (status == 401 && !renewed && authorization.renew()) {
          renewed = true;
          attempt--;
          continue;
        }
        if (!PASSING.contains(status)) {
          throw refused(method, path, response);
        }
        last = "%d %s".formatted(status, hidden(response));
      } catch (IOException e) {
        last = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
      }
      if (attempt < place.attempts()) {
        place.waiting().pause(rest(response, attempt));
      }
    }
    throw new PullException(
        "%s did not answer %s %s in %d tries; the last: %s. The same command goes on from here"
            .formatted(place.source(), method, bare(path), place.attempts(), hidden(last).strip()));
  }

  private HttpRequest request(String method, String path, String type, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(place.url() + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .header("Accept", "application/json, text/csv");
    place.headers().forEach(request::header);
    String header = authorization.header();
    if (header != null) {
      authorize(request, header);
    }
    if (type != null) {
      request.header("Content-Type", type);
    }
    return request.build();
  }

  /** The JDK's own complaint would show the header. */
  private void authorize(HttpRequest.Builder request, String header) {
    credential = header.substring(header.indexOf(' ') + 1);
    try {
      request.header("Authorization", header);
    } catch (IllegalArgumentException e) {
      throw new PullException(
          "%s: the token holds a line break or another character that no header may hold; correct"
                  .formatted(place.source())
              + " the environment variable that conf/pull names");
    }
  }

  /** Waits for the whole answer: a connection that went silent counts as cut. */
  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    var sent = client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    try {
      return sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new IOException("no whole answer in %d minutes".formatted(PATIENCE.toMinutes()), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof IOException io ? io : new IOException(cause.toString(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PullException("The pull was interrupted", e);
    }
  }

  /** As long as the server says, else twice as long with every try. */
  private Duration rest(HttpResponse<byte[]> response, int attempt) {
    Duration backoff = Duration.ofSeconds(1L << Math.min(attempt - 1, 20));
    Duration own = backoff.compareTo(LONGEST_BACKOFF) < 0 ? backoff : LONGEST_BACKOFF;
    if (response == null) {
      return own;
    }
    Optional<Duration> told =
        response.headers().firstValue("Retry-After").flatMap(text -> told(text.strip(), response));
    if (told.isPresent() && told.get().compareTo(LONGEST_REST) > 0) {
      throw new PullException(
          "%s asks for a rest of %d minutes (%d); run the same command after that"
              .formatted(place.source(), told.get().toMinutes(), response.statusCode()));
    }
    return told.filter(rest -> rest.compareTo(Duration.ZERO) > 0).orElse(own);
  }

  /** Seconds, or a time by the server's own clock. */
  private static Optional<Duration> told(String text, HttpResponse<byte[]> response) {
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    Optional<Instant> now = new Answer<>(200, response.headers(), null).served();
    return now.flatMap(n -> Answer.time(text).map(then -> Duration.between(n, then)));
  }

  private PullException refused(String method, String path, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String what =
        switch (status) {
          case 401 -> "refuses the credentials; correct them in its file of conf/pull";
          case 403 -> "does not allow it; give the credentials the right to read this";
          case 404, 410 -> "has nothing there; correct url and exports in its file of conf/pull";
          default -> "refuses the request";
        };
    return new PullException(
        "%s %s: %d to %s %s: %s"
            .formatted(place.source(), what, status, method, bare(path), hidden(response)),
        status);
  }

  private static String bare(String path) {
    return path.replaceFirst("\\?.*", "");
  }

  /**
   * The vendors' messages lie under these names; anything else is cut short, but not before secrets
   * are hidden: half of one would not be found.
   */
  private String hidden(HttpResponse<byte[]> response) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    String found = hidden(Json.message(text).orElse(text)).replaceAll("\\s+", " ").strip();
    return found.length() > 200 ? found.substring(0, 200) + "…" : found;
  }

  private String hidden(String text) {
    String hidden = text;
    for (Secret secret : place.secrets()) {
      hidden = hidden(hidden, secret.reveal());
    }
    return credential == null ? hidden : hidden(hidden, credential);
  }

  /** As it is, and as a form holds it. */
  private static String hidden(String text, String secret) {
    return secret.isEmpty()
        ? text
        : text.replace(secret, "******").replace(encoded(secret), "******");
  }
}
