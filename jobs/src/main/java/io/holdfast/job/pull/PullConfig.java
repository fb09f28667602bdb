package io.holdfast.job.pull;

import io.holdfast.job.config.Nearest;
import io.holdfast.job.config.Secret;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One file of {@code conf/pull}; its name is the source and the folder below landing.
 *
 * @param vendor whose interface it is
 * @param url base address; https, but for this machine
 * @param user of Zendesk: mail address that the API token belongs to; without it the token is an
 *     OAuth one
 * @param token API token or secret key; write it as {@code ${env:NAME}}
 * @param clientId of Salesforce, and of HubSpot with a refresh token
 * @param clientSecret likewise; write it as {@code ${env:NAME}}
 * @param refreshToken of HubSpot, where an app's tokens expire
 * @param version of the interface: Salesforce's number, Stripe's date
 * @param start first day of what happened, such as tickets and invoices; customers come whole
 * @param page records in an answer
 * @param requestsPerMinute most requests in a minute
 * @param attempts tries of one request before the pull stops
 * @param exports what to pull, by name
 */
public record PullConfig(
    Vendor vendor,
    String url,
    String user,
    Secret token,
    String clientId,
    Secret clientSecret,
    Secret refreshToken,
    String version,
    LocalDate start,
    Integer page,
    Integer requestsPerMinute,
    Integer attempts,
    Map<String, ExportConfig> exports) {

  public PullConfig {
    List<String> problems = new ArrayList<>();
    if (vendor == null) {
      throw new IllegalArgumentException(
          "vendor is required: zendesk, stripe, hubspot or salesforce");
    }
    url = url == null ? vendor.url : url.replaceFirst("/+$", "");
    address(url, problems);
    credentials(vendor, user, token, clientId, clientSecret, refreshToken, problems);
    if (version == null && vendor == Vendor.SALESFORCE) {
      version = "62.0";
    }
    if (version != null && !version.matches("[0-9A-Za-z.-]+")) {
      problems.add("version '%s' is not one such as 62.0 or 2020-08-27".formatted(version));
    }
    page = within("page", page, vendor.page, vendor.largestPage, problems);
    requestsPerMinute =
        within("requests_per_minute", requestsPerMinute, vendor.perMinute, 100_000, problems);
    attempts = within("attempts", attempts, 8, 100, problems);
    if (exports.isEmpty()) {
      problems.add("exports is empty; say what to pull, such as 'tickets: {}'");
    }
    Map<String, ExportConfig> named = new LinkedHashMap<>();
    for (Map.Entry<String, ExportConfig> export : exports.entrySet()) {
      ExportConfig config = export.getValue() == null ? ExportConfig.plain() : export.getValue();
      export(vendor, export.getKey(), config, problems);
      named.put(export.getKey(), config);
    }
    exports = Collections.unmodifiableMap(named);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  private static void address(String url, List<String> problems) {
    if (url == null) {
      problems.add("url is required: the address of your company there");
      return;
    }
    try {
      URI uri = URI.create(url);
      boolean here = uri.getHost() != null && uri.getHost().matches("localhost|127\\.0\\.0\\.1");
      boolean plain = uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null;
      if (!plain
          || !("https".equals(uri.getScheme()) || (here && "http".equals(uri.getScheme())))) {
        problems.add("url '%s' is not an address such as https://acme.zendesk.com".formatted(url));
      }
    } catch (IllegalArgumentException e) {
      problems.add("url '%s' is not an address such as https://acme.zendesk.com".formatted(url));
    }
  }

  private static void credentials(
      Vendor vendor,
      String user,
      Secret token,
      String clientId,
      Secret clientSecret,
      Secret refreshToken,
      List<String> problems) {
    boolean client = clientId != null && clientSecret != null;
    switch (vendor) {
      case SALESFORCE -> {
        require(client, "client_id and client_secret are required", problems);
        refuse(token, "token", vendor, problems);
        refuse(refreshToken, "refresh_token", vendor, problems);
      }
      case HUBSPOT ->
          require(
              token != null != (client && refreshToken != null),
              "give either token, or client_id, client_secret and refresh_token",
              problems);
      case ZENDESK, STRIPE -> {
        require(token != null, "token is required; write it ${env:NAME}", problems);
        refuse(clientId, "client_id", vendor, problems);
        refuse(clientSecret, "client_secret", vendor, problems);
        refuse(refreshToken, "refresh_token", vendor, problems);
      }
    }
    if (vendor != Vendor.ZENDESK) {
      refuse(user, "user", vendor, problems);
    }
  }

  private static void require(boolean there, String problem, List<String> problems) {
    if (!there) {
      problems.add(problem);
    }
  }

  private static void refuse(Object value, String key, Vendor vendor, List<String> problems) {
    if (value != null) {
      problems.add("%s does not belong to %s".formatted(key, name(vendor)));
    }
  }

  private static Integer within(
      String key, Integer value, int otherwise, int most, List<String> problems) {
    if (value != null && (value < 1 || value > most)) {
      problems.add("%s is %d; it must lie between 1 and %d".formatted(key, value, most));
    }
    return value == null ? (Integer) otherwise : value;
  }

  private static void export(
      Vendor vendor, String name, ExportConfig config, List<String> problems) {
    if (!vendor.exports().isEmpty() && !vendor.exports().contains(name)) {
      problems.add(
          "%s has no export '%s'.%s"
              .formatted(name(vendor), name, Nearest.hint(name, vendor.exports())));
    } else if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
      problems.add("export '%s' is not a name of letters, digits and _".formatted(name));
    }
    boolean fields = vendor == Vendor.HUBSPOT || vendor == Vendor.SALESFORCE;
    if (!fields && !config.fields().isEmpty()) {
      problems.add("%s: fields cannot be chosen; all come".formatted(name));
    }
    boolean include = vendor == Vendor.HUBSPOT || vendor == Vendor.ZENDESK;
    if (!include && !config.include().isEmpty()) {
      problems.add("%s: nothing can be included".formatted(name));
    }
  }

  private static String name(Vendor vendor) {
    return vendor.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** First day of an export; null: everything. */
  LocalDate start(String export) {
    LocalDate own = exports.get(export).start();
    return own != null ? own : vendor.happens(export) ? start : null;
  }
}
