package io.holdfast.job.pull;

import io.holdfast.job.config.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The exports of one source, each a stream on the same server. */
final class Exports {
  private final BiFunction<String, Instant, Map<String, ExportStream>> streams;

  private Exports(BiFunction<String, Instant, Map<String, ExportStream>> streams) {
    this.streams = streams;
  }

  /**
   * The streams of an export by the names of their positions.
   *
   * @param start first instant asked for; null: everything
   */
  Map<String, ExportStream> of(String export, Instant start) {
    return streams.apply(export, start);
  }

  static Exports of(String source, PullConfig config, Waiting waiting) {
    return switch (config.vendor()) {
      case ZENDESK -> {
        Server server = server(source, config, waiting, zendesk(config));
        yield new Exports(
            (export, start) -> Map.of(export, ZendeskExport.of(server, config, export, start)));
      }
      case STRIPE -> {
        Server server = server(source, config, waiting, Authorization.bearer(config.token()));
        yield new Exports(
            (export, start) -> Map.of(export, new StripeExport(server, config, export, start)));
      }
      case HUBSPOT -> {
        Server server = server(source, config, waiting, hubspot(source, config, waiting));
        yield new Exports((export, start) -> hubspot(server, config, export, start));
      }
      case SALESFORCE -> {
        Server server = server(source, config, waiting, salesforce(source, config, waiting));
        yield new Exports(
            (export, start) -> Map.of(export, new SalesforceExport(server, config, export, start)));
      }
    };
  }

  private static Map<String, ExportStream> hubspot(
      Server server, PullConfig config, String export, Instant start) {
    if (export.equals("email_events")) {
      return Map.of(export, new HubSpotMailEvents(server, config, start));
    }
    Map<String, ExportStream> streams = new LinkedHashMap<>();
    streams.put(export, new HubSpotExport(server, config, export, start));
    streams.put(export + "/archived", new HubSpotArchived(server, config, export, start));
    return streams;
  }

  private static Authorization zendesk(PullConfig config) {
    return config.user() == null
        ? Authorization.bearer(config.token())
        : Authorization.apiToken(config.user(), config.token());
  }

  private static Authorization hubspot(String source, PullConfig config, Waiting waiting) {
    if (config.token() != null) {
      return Authorization.bearer(config.token());
    }
    return token(
        server(source, config, waiting, Authorization.none()),
        "/oauth/v1/token",
        Map.of(
            "grant_type",
            "refresh_token",
            "client_id",
            config.clientId(),
            "client_secret",
            config.clientSecret().reveal(),
            "refresh_token",
            config.refreshToken().reveal()));
  }

  private static Authorization salesforce(String source, PullConfig config, Waiting waiting) {
    return token(
        server(source, config, waiting, Authorization.none()),
        "/services/oauth2/token",
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            config.clientId(),
            "client_secret",
            config.clientSecret().reveal()));
  }

  private static Authorization token(Server server, String path, Map<String, String> form) {
    return Authorization.fetched(
        () -> {
          String token = server.postForm(path, form).body().path("access_token").asText("");
          if (token.isEmpty()) {
            throw new PullException("%s answers without an access_token".formatted(path));
          }
          return token;
        });
  }

  private static Server server(
      String source, PullConfig config, Waiting waiting, Authorization authorization) {
    List<Secret> secrets =
        Stream.of(config.token(), config.clientSecret(), config.refreshToken())
            .filter(Objects::nonNull)
            .toList();
    Map<String, String> headers =
        config.vendor() == Vendor.STRIPE && config.version() != null
            ? Map.of("Stripe-Version", config.version())
            : Map.of();
    return new Server(
        new Server.Place(
            source,
            config.url(),
            config.requestsPerMinute(),
            config.attempts(),
            secrets,
            waiting,
            headers),
        authorization);
  }
}
