package io.holdfast.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.conform.Mapping;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.table.TestSpark;
import io.holdfast.table.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceSuggestSeedsTest {
  @TempDir Path folder;

  @BeforeAll
  static void session() {
    TestSpark.session();
  }

  @Test
  void salesforce() throws IOException {
    drafts(
        "salesforce",
        Map.of(
            "sf_account_data", "account: source_account by id, 10 of 10",
            "sf_contact_data", "contact: contact by id, 4 of 4",
            "sf_opportunity_data", "opportunity: opportunity by id, 10 of 10",
            "sf_opportunity_line_item_data",
                "opportunity_line_item: opportunity_line by id, 10 of 10",
            "sf_event_data", "event: activity by id, 10 of 10",
            "sf_task_data", "task: activity by id, 10 of 10",
            "sf_user_data", "user: staff by id, 10 of 10",
            "sf_product_2_data", "product_2: product by id, 2 of 2"));
  }

  @Test
  void hubspot() throws IOException {
    drafts(
        "hubspot",
        Map.of(
            "company_data", "company: source_account by id, 24 of 24",
            "contact_data", "contact: contact by id, 22 of 22",
            "deal_data", "deal: opportunity by deal_id, 44 of 44",
            "ticket_data", "ticket: ticket by id, 25 of 25",
            "engagement_meeting_data", "engagement_meeting: activity by engagement_id, 93 of 100",
            "engagement_call_data", "engagement_call: activity by engagement_id, 1 of 1",
            "email_event_data", "email_event: activity by id, 100 of 100",
            "owner_data", "owner: staff by owner_id, 100 of 100"));
  }

  @Test
  void zendesk() throws IOException {
    drafts(
        "zendesk",
        Map.of(
            "organization_data", "organization: source_account by id, 10 of 10",
            "user_data", "user: contact by id, 10 of 10",
            "ticket_data", "ticket: ticket by id, 10 of 10",
            "ticket_comment_data", "ticket_comment: ticket_message by id, 20 of 20",
            "schedule_holiday_data", "schedule_holiday: holiday by id, 2 of 2"));
  }

  @Test
  void stripe() throws IOException {
    drafts(
        "stripe",
        Map.of(
            "customer_data", "customer: source_account by id, 12 of 12",
            "subscription_data", "subscription: subscription by id, 2 of 2",
            "subscription_item_data", "subscription_item: subscription_item by id, 14 of 14",
            "invoice_data", "invoice: invoice by id, 2 of 2",
            "invoice_line_item_data", "invoice_line_item: invoice_line by id, 3 of 3",
            "charge_data", "charge: payment by id, 16 of 16",
            "refund_data", "refund: payment by id, 4 of 4",
            "dispute_data", "dispute: payment by id, 12 of 12",
            "price_data", "price: plan by id, 4 of 4",
            "product_data", "product: product by id, 10 of 10"));
  }

  /** Entity, key, and how many records of each export the draft takes as it stands. */
  private void drafts(String vendor, Map<String, String> expected) throws IOException {
    Path seeds = Wanted.data("fivetran/" + vendor);
    Path landing = Files.createDirectories(folder.resolve(vendor));
    for (String file : expected.keySet()) {
      Files.copy(seeds.resolve(file + ".csv"), landing.resolve(file + ".csv"));
    }
    Terminal terminal = new Terminal(List.of("--conf", folder.toString()));
    Terminal.Ended drafted = terminal.run("source", "suggest", landing.toString());
    assertThat(drafted.code()).as(drafted.err()).isZero();
    Path file = Files.writeString(folder.resolve(vendor + ".yaml"), drafted.out());
    Terminal.Ended tried =
        terminal.run(
            "source", "try", file.toString(), "--landing", landing.toString(), "--format", "json");
    assertThat(tried.code()).as(tried.err()).isZero();
    assertThat(found(file, tried.out())).containsExactlyInAnyOrderElementsOf(expected.values());
  }

  private static List<String> found(Path file, String tried) throws IOException {
    Problems problems = new Problems();
    Mapping mapping = new Yaml(problems, name -> null).read(file, Mapping.class);
    problems.throwIfAny();
    Map<String, JsonNode> results = new TreeMap<>();
    for (String line : tried.lines().toList()) {
      JsonNode export = new ObjectMapper().readTree(line);
      results.put(export.get("export").asText(), export);
    }
    List<String> found = new ArrayList<>();
    mapping
        .exports()
        .forEach(
            (name, export) -> {
              JsonNode result = results.get(mapping.source() + "." + name);
              found.add(
                  "%s: %s by %s, %d of %d"
                      .formatted(
                          name,
                          export.entities().get(0).entity(),
                          export.entities().get(0).key(),
                          result.get("loaded").asLong(),
                          result.get("records").asLong()));
            });
    return found;
  }
}
