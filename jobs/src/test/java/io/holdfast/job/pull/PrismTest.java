package io.holdfast.job.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.job.config.Secret;
import io.holdfast.table.Wanted;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our requests against the vendors' own specifications. */
class PrismTest {
  private static final Instant CUT = Instant.parse("2999-01-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void hubspotTakesOurSearchesAndItsRecordsAreDelivered() throws Exception {
    try (PullPlace place = new PullPlace(folder);
        Prism prism = Prism.hubspot(Wanted.data("hubspot/companies.json"), folder)) {
      List<Pulled> pulled =
          place.pull(
              "hubspot",
              ("vendor: hubspot\nurl: %s\ntoken: pat-1\nattempts: 1\n"
                      + "exports: {companies: {fields: [name, domain]}}")
                  .formatted(prism.url()),
              CUT);
      assertThat(pulled.get(0)).isEqualTo(new Pulled("hubspot", "companies", 1, 1, null));
      // Prism always shows the same page of archived ones, and says that there is a next one.
      assertThat(pulled.get(1).stopped()).contains("the server gave the same page twice");
      assertThat(place.lines("hubspot/companies").get(0)).contains("\"id\":\"512\"");
      ObjectNode merged = Json.object().put("id", "512");
      merged.putObject("properties").put("hs_merged_object_ids", "1");
      new HubSpotMerges(server(place, prism.url()), "companies").join(List.of(merged));
      assertThat(merged.path("mergeAudits").isArray()).isTrue();
    }
  }

  @Test
  void stripeTakesOurListsAndEvents() throws Exception {
    Set<String> paths =
        Set.of(
            "/v1/customers",
            "/v1/products",
            "/v1/prices",
            "/v1/coupons",
            "/v1/credit_notes",
            "/v1/subscriptions",
            "/v1/invoices",
            "/v1/charges",
            "/v1/refunds",
            "/v1/disputes",
            "/v1/events");
    try (PullPlace place = new PullPlace(folder);
        Prism prism = Prism.stripe(Wanted.data("stripe/spec3.json"), paths, folder)) {
      for (String export : StripeExport.NAMES) {
        StripeExport stream = stream(place, prism, export);
        Page listed = stream.page(stream.first(), CUT);
        assertThat(listed.next()).as(export).isNotEqualTo(stream.first());
        Window recent = Window.from(Instant.parse("2998-12-31T00:00:00Z"));
        assertThat(stream.page("EVENTS " + recent.text(), CUT).next()).as(export).isNotNull();
      }
      assertThatThrownBy(
              () -> server(place, prism.url()).get("/v1/subscriptions", Map.of("status", "every")))
          .as("Prism does check what is asked for")
          .isInstanceOf(PullException.class);
    }
  }

  private static StripeExport stream(PullPlace place, Prism prism, String export) {
    PullConfig config =
        PullPlace.config(
            "vendor: stripe\nurl: %s\ntoken: sk_1\nattempts: 1\nexports: {%s: {}}"
                .formatted(prism.url(), export));
    return new StripeExport(server(place, prism.url()), config, export, null);
  }

  private static Server server(PullPlace place, String url) {
    return new Server(
        new Server.Place("stripe", url, 1000, 1, List.of(), place.waiting(), Map.of()),
        Authorization.bearer(new Secret("sk_1")));
  }
}
