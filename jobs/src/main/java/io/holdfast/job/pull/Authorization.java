package io.holdfast.job.pull;

import io.holdfast.job.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;

/** What a request says to be let in. */
interface Authorization {

  /** Value of the header; null for none. */
  String header();

  /** Whether there is another try after a refusal: a token that expired was replaced. */
  boolean renew();

  /** Nobody is asked who they are. */
  static Authorization none() {
    return fixed(null);
  }

  static Authorization bearer(Secret token) {
    return fixed("Bearer " + token.reveal());
  }

  /** Zendesk's API token of a person. */
  static Authorization apiToken(String user, Secret token) {
    String pair = "%s/token:%s".formatted(user, token.reveal());
    return fixed(
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  private static Authorization fixed(String header) {
    return new Authorization() {
      @Override
      public String header() {
        return header;
      }

      @Override
      public boolean renew() {
        return false;
      }
    };
  }

  /** A token that is fetched when first needed, and again when it has expired. */
  static Authorization fetched(Supplier<String> token) {
    return new Authorization() {
      private String header;

      @Override
      public String header() {
        if (header == null) {
          renew();
        }
        return header;
      }

      @Override
      public boolean renew() {
        header = "Bearer " + token.get();
        return true;
      }
    };
  }
}
